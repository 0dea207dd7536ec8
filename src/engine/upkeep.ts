import { foldSearch } from '../db/conversations/search.ts';
import type { Db } from '../db/db.ts';
import { sweepFiles } from '../db/files.ts';
import { insertDeadlines } from '../db/turns/deadlines.ts';
import { forgetAddresses } from '../db/uploads.ts';
import { addCallBacks } from '../db/work/call-backs.ts';
import { reckon } from '../domain/deadline.ts';
import type { NewId } from '../domain/ids.ts';
import type { Company } from './company.ts';
import type { Log } from './deps.ts';
import { type Loop, startLoop } from './loop.ts';

interface UpkeepDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly newId: NewId;
  readonly log: Log;
  readonly company: () => Company;
  /** people are waiting for the database: what nobody waits for goes slowly */
  readonly isBusy: () => boolean;
}

const minute = 60_000;
const foldEveryMs = 2000;
const foldBatch = 2000;
const callBackEveryMs = 15_000;
const callBackBatch = 100;
const sweepEveryMs = 10 * minute;
const sweepBatch = 50;
/** what was sent up and never used is kept this long */
const unusedKeptMs = 24 * 60 * minute;

/** Work nobody waits for: messages made searchable, call-backs for who left before the answer, unused files forgotten. */
export function startUpkeep(deps: UpkeepDeps): Loop[] {
  const { db, now, log } = deps;
  return [
    startLoop('search', foldEveryMs, log, async () => (await foldSearch(db, foldBatch)) === foldBatch && !deps.isBusy()),
    startLoop('call-backs', callBackEveryMs, log, async () => (await callBack(deps)) === callBackBatch),
    startLoop('sweep', sweepEveryMs, log, async () => {
      const isMore = (await sweepFiles(db, new Date(now().getTime() - unusedKeptMs), sweepBatch)) === sweepBatch;
      if (isMore) return true;
      await forgetAddresses(db, now());
      await db.reclaim();
      return false;
    }),
  ];
}

/** Makes the call-backs that are due (R31); returns how many. */
export async function callBack({ db, now, newId, log, company }: Omit<UpkeepDeps, 'isBusy'>): Promise<number> {
  const { policy, departments } = company();
  const { unseenMinutes = 10 } = policy.data.waits;
  const at = now();
  const facts = { kind: 'call-back', from: at.getTime() } as const;
  const reckoned = new Map(departments.map((each) => [each.id as string, reckon(policy, facts, each)]));
  const made = await db.transaction(async (tx) => {
    const added = await addCallBacks(tx, {
      now: at,
      unseenSince: new Date(at.getTime() - unseenMinutes * minute),
      due: [...reckoned].map(([department, { due }]) => ({ department, at: due })),
      ids: Array.from({ length: callBackBatch }, () => newId<'task'>()),
    });
    const deadlines = added.flatMap(({ id: about, department }) => {
      const basis = reckoned.get(department);
      return basis === undefined ? [] : [{ id: newId(), about, at, ...basis }];
    });
    if (deadlines.length > 0) await insertDeadlines(tx, deadlines);
    return added;
  });
  for (const each of made) log.info({ conversation: each.conversation, specialist: each.specialist }, 'left, unread: to be called back');
  return made.length;
}
