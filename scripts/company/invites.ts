import { mkdir, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { inviteCard } from '../../src/company/card.ts';
import { writeCsv } from '../../src/company/csv.ts';
import { t } from '../../src/company/in-words.ts';
import type { Invite } from '../../src/company/invites.ts';
import type { CompanyVerbs } from '../../src/company/verbs.ts';
import type { Terminal } from '../support/terminal.ts';

const columns = ['client', 'contact', 'language', 'email', 'phone', 'telegram', 'link', 'expires', 'card'];

/**
 * Personal links for contacts as a table for mailing: on standard output, or in a file with a folder of cards beside it.
 * Whoever has a link is that contact: only the user who asked can read what is written.
 */
export async function writeInvites(
  { verbs, publicUrl }: { readonly verbs: CompanyVerbs; readonly publicUrl: string },
  { out, again }: { readonly out: string | undefined; readonly again: boolean },
  terminal: Terminal,
): Promise<void> {
  const invites = await verbs.invites(again);
  if (invites.length === 0) {
    terminal.aside(t(terminal.language, 'invites.none'));
    return;
  }
  const linkOf = ({ token }: Invite) => `${publicUrl}/?invite=${token}`;
  const cardOf = ({ contactId }: Invite) => (out === undefined ? '' : `${contactId}.svg`);
  const table = writeCsv([columns, ...invites.map((each) => rowOf(each, linkOf(each), cardOf(each)))]);
  if (out === undefined) {
    terminal.raw(table);
    return;
  }
  const cards = `${out.slice(0, out.length - extname(out).length)}-cards`;
  await mkdir(cards, { recursive: true, mode: 0o700 });
  await rm(out, { force: true });
  await writeFile(out, `\uFEFF${table}`, { mode: 0o600 });
  for (const each of invites) await writeFile(join(cards, cardOf(each)), inviteCard(each, linkOf(each)), { mode: 0o600 });
  terminal.line(t(terminal.language, 'invites.written', { count: invites.length, file: out, cards }));
}

function rowOf(invite: Invite, link: string, card: string): string[] {
  const { client, contact, language, email, phone, telegram, expiresAt } = invite;
  return [client, contact, language, email ?? '', phone ?? '', telegram ?? '', link, expiresAt.slice(0, 10), card];
}
