import { writeFile } from 'node:fs/promises';
import { t } from '../../src/company/in-words.ts';
import { describeMistake } from '../../src/company/mistake.ts';
import type { CompanyVerbs } from '../../src/company/verbs.ts';
import type { Terminal } from '../support/terminal.ts';
import { rejectsTable, tableIn } from './clients.ts';

/** Tells the deals, payments, usage and outreach of a table, and what is wrong with it. Whether every row was right. */
export async function importFactsFile(
  verbs: CompanyVerbs,
  path: string,
  options: { readonly apply: boolean; readonly rejects: string | undefined },
  terminal: Terminal,
): Promise<boolean> {
  const imported = await verbs.importFacts(await tableIn(path), options.apply);
  if (imported.type === 'mistakes') {
    for (const each of imported.mistakes) terminal.aside(describeMistake(terminal.language, each));
    return false;
  }
  const { facts, known, rejects, applied } = imported;
  for (const each of rejects.flatMap(({ mistakes }) => mistakes)) terminal.aside(describeMistake(terminal.language, each));
  terminal.line(t(terminal.language, applied ? 'facts.did' : 'facts.would', { facts, known, rejects: rejects.length }));
  if (rejects.length > 0 && options.rejects !== undefined) {
    await writeFile(options.rejects, rejectsTable(imported, terminal.language), { mode: 0o600 });
    terminal.line(t(terminal.language, 'import.rejects', { file: options.rejects }));
  }
  return rejects.length === 0;
}
