import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import process from 'node:process';
import { hashOf, lastApplied } from '../company/applied.ts';
import { applyCompany, type CompanyDeps } from '../company/company-file.ts';
import { describeMistake } from '../company/mistake.ts';
import { type CompanyFiles, treeFileOf } from '../company/read.ts';
import { seedCompany } from '../company/seed.ts';
import type { Config } from '../config.ts';
import { foundedBefore, pastBefore } from '../demo/span.ts';
import type { Language } from '../domain/language.ts';
import { companyWords } from '../texts/company.ts';
import { translator } from '../texts/translate.ts';

const t = translator(companyWords);

/** The company that an empty database begins with, unless another is named. */
export const demoCompany = join(import.meta.dirname, '../../examples/demo/company.yaml');

/** A company file that cannot be applied; each fault names its file and line. */
export class CompanyFault extends Error {
  override readonly name = 'CompanyFault';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

/** Reads a company file, and the tree file it names when that can be read. Throws when the company file cannot be read. */
export async function readFilesOf(path: string): Promise<CompanyFiles> {
  const text = await readFile(path, 'utf8');
  const named = treeFileOf(text);
  if (named === null) return { name: path, text, tree: null };
  const treePath = join(dirname(path), named);
  const tree = await readFile(treePath, 'utf8').catch(() => null);
  return { name: path, text, tree: tree === null ? null : { name: relative(process.cwd(), treePath), text: tree } };
}

type Wanted = Pick<Config, 'company' | 'demoHistory'>;

/**
 * Applies the company file before serving, when it is another one than was applied last, so that a restart takes back nothing the
 * desk decided meanwhile; without a file the demo company, in an empty database, and a past for it where that is wanted.
 */
export async function moveIn(deps: CompanyDeps, { company: path, demoHistory }: Wanted, language: Language): Promise<void> {
  if (path === undefined) {
    const past = demoHistory ? pastBefore(deps.now(), language) : null;
    // It was founded before its past, so that all that is dated was so already when the first of them wrote.
    const now = past === null ? deps.now : () => foundedBefore(past);
    await seedCompany({ ...deps, now }, await readFilesOf(demoCompany), past);
    return;
  }
  const files = await readFilesOf(path).catch(() => {
    throw new CompanyFault([t(language, 'unreadable', { file: path })]);
  });
  if ((await lastApplied(deps.db)) === (await hashOf(files))) return;
  const applied = await applyCompany(deps, files, 'system');
  if (applied.type === 'mistakes') throw new CompanyFault(applied.mistakes.map((each) => describeMistake(language, each)));
}
