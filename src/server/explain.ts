import { type Config, ConfigError } from '../config.ts';
import { NewerSchema } from '../db/migrate.ts';
import { FolderInUse } from '../db/open-lock.ts';
import type { Language } from '../domain/language.ts';
import { CompanyFault } from './company.ts';
import { t } from './welcome.ts';

/** Explains why the server did not start, for whoever sits before the screen: no stack where the fault is theirs to mend. */
export function explain(error: unknown, config: Config | null, language: Language): string {
  if (error instanceof ConfigError) return listed(t(language, 'failed.settings'), error.faults);
  if (error instanceof CompanyFault) return listed(t(language, 'failed.company'), error.faults);
  if (error instanceof FolderInUse) return t(language, 'failed.folder', { folder: config?.dataFolder ?? '' });
  if (error instanceof NewerSchema) return t(language, 'failed.newer');
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const where = { host: config?.host ?? '', port: String(config?.port ?? '') };
  if (code === 'EADDRINUSE') return t(language, 'failed.port', where);
  if (code === 'EACCES' && error instanceof Error && 'syscall' in error && error.syscall === 'listen')
    return t(language, 'failed.forbidden', where);
  if (code === 'EADDRNOTAVAIL') return t(language, 'failed.address', where);
  return listed(t(language, 'failed.start'), [error instanceof Error ? error.message : String(error)]);
}

function listed(title: string, faults: readonly string[]): string {
  return [title, ...faults.map((fault) => `  ${fault}`)].join('\n');
}
