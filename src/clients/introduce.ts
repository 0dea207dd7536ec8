import type { ClientRow } from '../db/clients/listed.ts';
import { reachableContacts, sayInWindow } from '../db/clients/reachable-contacts.ts';
import { inSentence } from '../domain/department.ts';
import type { SpecialistId } from '../domain/ids.ts';
import type { Company } from '../engine/company.ts';
import type { Hint } from '../live/live.ts';
import { handoverWords } from '../texts/handover.ts';
import { translator } from '../texts/translate.ts';
import type { ClientTx } from './recorded.ts';

const t = translator(handoverWords);

export interface Between {
  readonly from: SpecialistId | null;
  readonly to: SpecialistId;
  readonly client: ClientRow;
  /** keys */
  readonly departments: { readonly from: string; readonly to: string };
  /** null: by the client's size, whatever it buys */
  readonly line: string | null;
  /** open matters of the client */
  readonly open: number;
}

/**
 * Posts to every contact of the client, in their window, who looks after them from now on, with both names (R14, R17). `since`: when that was
 * decided; whoever has begun a conversation after it has been told by that one. Returns whom to notify.
 */
export async function introduce(
  { tx, now, newId }: ClientTx,
  company: Company,
  { from, to, client, departments }: Pick<Between, 'from' | 'to' | 'client' | 'departments'>,
  since: Date | null = null,
): Promise<Hint[]> {
  const name = company.people.get(to)?.name ?? '';
  const former = from === null || from === to ? undefined : company.people.get(from)?.name;
  const department = company.departments.find(({ key }) => key === departments.to);
  const contacts = await reachableContacts(tx, client.id, departments.to);
  const hints: Hint[] = [];
  for (const at of contacts) {
    // Whoever talks with somebody there is told by that conversation.
    if (at.isTalking || (since !== null && at.toldAt !== null && at.toldAt > since)) continue;
    const { language } = at;
    const words = {
      name,
      department: department === undefined ? '' : inSentence(department, language),
      ...(former !== undefined && { former }),
    };
    const text = t(language, former === undefined ? 'introduced' : 'introduced.former', words);
    await sayInWindow(tx, { at, id: newId(), body: { text, key: 'introduced', params: words, language }, now });
    const about = { conversation: at.conversationId, version: at.version + 1 };
    hints.push({ topic: `window:${at.windowId}` }, { topic: 'all', ...about }, { topic: `department:${at.department}`, ...about });
  }
  return hints;
}
