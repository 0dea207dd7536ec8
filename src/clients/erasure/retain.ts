import { Temporal } from 'temporal-polyfill';
import type { Queries } from '../../db/db.ts';
import { countOldConversations, countStillContacts, stillContacts, wipeOldConversations } from '../../db/erasure/retention.ts';
import { addAudit } from '../../db/reports/audit.ts';
import type { Company } from '../../engine/company.ts';
import type { Deps } from '../../engine/deps.ts';
import { systemTx } from '../deps.ts';
import { askErasure } from './ask.ts';

type RetainDeps = Pick<Deps, 'db' | 'now' | 'newId' | 'log' | 'live' | 'company'>;

/** Conversations and contacts at a time. */
const batch = 50;

/** Midnight, in the company's zone, so many months ago. */
function monthsAgo({ company, now }: { readonly company: () => Company; readonly now: () => Date }, months: number): Date {
  const { calendar } = company();
  const day = Temporal.PlainDate.from(calendar.dayOf(now())).subtract({ months });
  return new Date(day.toZonedDateTime(calendar.zoneAt(now())).epochMilliseconds);
}

/** What the policy would erase now: for whoever thinks of switching it on. 0 months erase nothing. */
export async function wouldErase(
  deps: { readonly db: Queries; readonly company: () => Company; readonly now: () => Date },
  { wordsMonths, contactMonths }: { readonly wordsMonths: number; readonly contactMonths: number },
): Promise<{ readonly conversations: number; readonly contacts: number }> {
  return {
    conversations: wordsMonths === 0 ? 0 : await countOldConversations(deps.db, monthsAgo(deps, wordsMonths)),
    contacts: contactMonths === 0 ? 0 : await countStillContacts(deps.db, monthsAgo(deps, contactMonths)),
  };
}

/** Erases what the policy keeps no longer, so much at a time, on record by numbers. Returns whether there may be more. */
export async function retain(deps: RetainDeps): Promise<boolean> {
  const { wordsMonths = 0, contactMonths = 0 } = deps.company().policy.data.personal ?? {};
  const conversations = wordsMonths === 0 ? 0 : await retainWords(deps, monthsAgo(deps, wordsMonths));
  const contacts = contactMonths === 0 ? [] : await stillContacts(deps.db, monthsAgo(deps, contactMonths), batch);
  for (const contact of contacts) await deps.db.transaction((tx) => askErasure(systemTx(deps, tx), contact, 'retention'));
  return conversations === batch || contacts.length === batch;
}

function retainWords({ db, now, newId, company }: RetainDeps, before: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const count = await wipeOldConversations(tx, before, batch);
    if (count === 0) return 0;
    const data = { conversations: count, before: before.toISOString() };
    const object = { objectKind: 'policy', objectId: String(company().policy.version) };
    await addAudit(tx, { id: newId(), at: now(), actorKind: 'system', actorId: null, action: 'words.erased', ...object, data });
    return count;
  });
}
