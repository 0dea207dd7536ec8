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

/** A client went from one to the other: what there is to tell of. */
export interface OwnerStep {
  readonly from: SpecialistId | null;
  readonly to: SpecialistId;
  readonly at: Date;
}

/** Whose a client is in a department by now, and on what way, the oldest step first. */
interface News {
  readonly client: ClientRow;
  /** key */
  readonly department: string;
  readonly steps: readonly OwnerStep[];
}

/**
 * Posts to every contact of the client, in their window, who looks after them from now on, with both names (R14, R17). Whoever has begun a
 * conversation since a step was told of it by that one: each reads the name of whom they had heard of. Returns whom to notify.
 */
export async function introduce({ tx, now, newId }: ClientTx, company: Company, { client, department: key, steps }: News): Promise<Hint[]> {
  const to = steps.at(-1)?.to;
  const name = company.people.get(to as SpecialistId)?.name ?? '';
  const department = company.departments.find((each) => each.key === key);
  const contacts = await reachableContacts(tx, client.id, key);
  const hints: Hint[] = [];
  for (const at of contacts) {
    const { toldAt } = at;
    const next = steps.find((each) => toldAt === null || toldAt <= each.at);
    // Whoever talks with somebody there is told by that conversation.
    if (at.isTalking || next === undefined || next.from === to) continue;
    const former = next.from === null ? undefined : company.people.get(next.from)?.name;
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
