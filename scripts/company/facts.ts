import { writeFile } from 'node:fs/promises';
import { say } from '../../src/company/in-words.ts';
import { sayMistake } from '../../src/company/mistake.ts';
import type { CompanyVerbs } from '../../src/company/verbs.ts';
import type { Language } from '../../src/domain/language.ts';
import { rejectsTable, tableIn } from './clients.ts';

/** Tells the deals, payments, usage and outreach of a table, and what is wrong with it. Whether every row was right. */
export async function importFactsFile(
  verbs: CompanyVerbs,
  path: string,
  options: { readonly apply: boolean; readonly rejects: string | undefined },
  language: Language,
): Promise<boolean> {
  const imported = await verbs.importFacts(await tableIn(path), options.apply);
  if (imported.type === 'mistakes') {
    for (const each of imported.mistakes) console.error(sayMistake(language, each));
    return false;
  }
  const { facts, known, rejects, applied } = imported;
  for (const each of rejects.flatMap(({ mistakes }) => mistakes)) console.error(sayMistake(language, each));
  console.log(say(language, applied ? 'facts.did' : 'facts.would', { facts, known, rejects: rejects.length }));
  if (rejects.length > 0 && options.rejects !== undefined) {
    await writeFile(options.rejects, rejectsTable(imported, language), { mode: 0o600 });
    console.log(say(language, 'import.rejects', { file: options.rejects }));
  }
  return rejects.length === 0;
}
