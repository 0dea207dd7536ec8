import type { Db } from '../../db/db.ts';
import { moveHolds } from '../../db/turns/outage.ts';
import { lockWindowsOf, unnotifiedHolds } from '../../db/turns/unnotified.ts';
import { reactionDue } from '../../domain/turn.ts';
import { departmentOf } from '../batch/draft.ts';
import type { Company } from '../company.ts';
import type { Log } from '../deps.ts';

interface UnnotifiedDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly company: () => Company;
  readonly log: Log;
}

/** What reaches people within this time reaches them at once, in ms. */
const graceMs = 30_000;

/**
 * What people's channel had not shown them, or showed late, is no breach of theirs (R16): a deadline that has come counts from the moment
 * they were notified; while what they owe is still on its way, from now. Looked at before deadlines are; after the notice it moves no more.
 */
export async function extendUnnotified({ db, now, company, log }: UnnotifiedDeps, conversations: readonly string[]): Promise<void> {
  const known = company();
  const account = known.accounts.get('slack');
  if (account === undefined || conversations.length === 0) return;
  const moved = await db.transaction(async (tx) => {
    await lockWindowsOf(tx, conversations);
    const late = (await unnotifiedHolds(tx, { conversations, account, now: now(), graceMs })).flatMap(({ shownAt, ...hold }) => {
      if (hold.kind === 'promise') return [];
      const { key, workingTime } = departmentOf(known, hold.department);
      const { due } = reactionDue(known.policy.data, key, hold.kind, shownAt ?? now(), workingTime);
      return due > hold.due ? [{ ...hold, due }] : [];
    });
    if (late.length > 0) await moveHolds(tx, late);
    return late.length;
  });
  if (moved > 0) log.info({ deadlines: moved }, 'deadlines moved: people were told late');
}
