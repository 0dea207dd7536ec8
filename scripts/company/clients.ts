import { readFile, writeFile } from 'node:fs/promises';
import { writeCsv } from '../../src/company/csv.ts';
import type { Imported } from '../../src/company/import-clients.ts';
import { t } from '../../src/company/in-words.ts';
import { describeMistake } from '../../src/company/mistake.ts';
import type { CompanyVerbs } from '../../src/company/verbs.ts';
import type { Language } from '../../src/domain/language.ts';
import type { Terminal } from '../support/terminal.ts';

type Done = Extract<Imported, { readonly type: 'imported' }>;

/** Adds the clients of a table, and tells what is doubled or wrong with it. Whether every row was right. */
export async function importFile(
  verbs: CompanyVerbs,
  path: string,
  options: { readonly apply: boolean; readonly rejects: string | undefined },
  terminal: Terminal,
): Promise<boolean> {
  const imported = await verbs.importClients(await tableIn(path), options.apply);
  if (imported.type === 'mistakes') {
    for (const each of imported.mistakes) terminal.aside(describeMistake(terminal.language, each));
    return false;
  }
  for (const { line, client, contact, firstLine } of imported.duplicates) {
    const what = contact === null ? 'client' : 'contact';
    terminal.line(
      t(terminal.language, 'import.duplicate', { file: path, line, what, client, contact: contact ?? '', first: firstLine ?? 0 }),
    );
  }
  for (const each of imported.rejects.flatMap(({ mistakes }) => mistakes)) terminal.aside(describeMistake(terminal.language, each));
  const { clients, contacts, duplicates, rejects } = imported;
  const counts = { clients, contacts, duplicates: duplicates.length, rejects: rejects.length };
  terminal.line(t(terminal.language, imported.applied ? 'import.did' : 'import.would', counts));
  if (rejects.length > 0 && options.rejects !== undefined) {
    await writeFile(options.rejects, rejectsTable(imported, terminal.language), { mode: 0o600 });
    terminal.line(t(terminal.language, 'import.rejects', { file: options.rejects }));
  }
  return rejects.length === 0;
}

/** The rejected rows as they came, with the reason in a column of its own: to be mended and tried again. */
export function rejectsTable({ header, rejects }: Pick<Done, 'header' | 'rejects'>, language: Language): string {
  const rows = rejects.map(({ cells, mistakes }) => {
    const padded = [...cells, ...Array<string>(Math.max(0, header.length - cells.length)).fill('')];
    return [...padded, mistakes.map((each) => describeMistake(language, { ...each, line: 0 })).join(' ')];
  });
  // Spreadsheets take a table for UTF-8 when it begins with this mark.
  return `\uFEFF${writeCsv([[...header, t(language, 'import.reason')], ...rows])}`;
}

/** A table as a file holds it. */
export async function tableIn(path: string): Promise<{ name: string; text: string }> {
  return { name: path, text: decoded(await readFile(path)) };
}

/** Spreadsheets write UTF-8, or what Windows of Russia and its neighbours has always written. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}
