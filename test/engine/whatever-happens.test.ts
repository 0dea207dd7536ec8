import fc from 'fast-check';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { dueTimers } from '../../src/db/turns/due.ts';
import { portfolioUnits } from '../../src/domain/capacity.ts';
import type { ClientStage, SizeClass } from '../../src/domain/client.ts';
import type { ConversationId, SpecialistId, WindowId } from '../../src/domain/ids.ts';
import { objections } from '../../src/domain/objection.ts';
import { recount } from '../../src/engine/recount.ts';
import type { Inbound, Submission } from '../../src/engine/submissions/submission.ts';
import type { Kind } from '../support/database.ts';
import { type ClientHand, type World, world } from '../support/world.ts';
import { type Act, companies, type Moment, moments } from './support/acts.ts';
import { does, says, taps } from './support/submissions.ts';

/** The people of a world, and what they do in it. */
function cast(w: World) {
  const clients: readonly ClientHand[] = [w.stranger(), w.stranger(), w.stranger(), ...['Owned', 'a', 'b', 'Prospect'].map(w.contact)];
  const staff: readonly SpecialistId[] = [...w.engine.company().people.keys()];
  const newest = new Map<ClientHand, Inbound>();
  const among = <T>(all: readonly T[], number: number): T | undefined => all[number % Math.max(1, all.length)];

  return async function submissionOf(act: Act): Promise<Submission | null> {
    const open = (await w.db.query<{ id: ConversationId }>('select id from conversation order by id')).map((each) => each.id);
    switch (act.type) {
      case 'says':
      case 'taps': {
        const client = among(clients, act.client) as ClientHand;
        const made = act.type === 'says' ? says(client, act.text) : taps(client, act.question, act.option);
        newest.set(client, made);
        return made;
      }
      case 'repeats':
        return newest.get(among(clients, act.client) as ClientHand) ?? null;
      case 'refuses': {
        const rows = await w.db.query<{ window: WindowId; seq: number; target: string }>(
          `select window_id as "window", seq, target from outbox where audience = 'client' and verb = 'send' order by window_id, n`,
        );
        const row = among(rows, act.row);
        return row === undefined ? null : { type: 'undelivered', ...row, reason: 'blocked', unreachable: act.dead };
      }
      case 'leaves':
      case 'returns':
        await w.db.query('update specialist set availability = $1::text where id = $2::text::uuid', [
          act.type === 'leaves' ? 'off' : 'available',
          among(staff, act.actor),
        ]);
        return null;
      default: {
        const conversation = among(open, act.conversation);
        if (conversation === undefined) return null;
        if (act.type === 'retry') return { type: 'retry', conversation };
        const actor = among(staff, act.actor) as SpecialistId;
        if (act.type === 'not-there') return { type: 'not-there', conversation, specialist: actor };
        if (act.type === 'waive') return does(actor, conversation, { type: 'waive', reason: 'said thanks' });
        if (act.type === 'promise')
          return does(actor, conversation, { type: 'promise', until: new Date(w.clock.at.getTime() + act.minutes * 60_000) });
        if (act.type === 'edit') return does(actor, conversation, { type: 'edit', seq: act.seq, text: 'other words' });
        if (act.type === 'delete') return does(actor, conversation, { type: 'delete', seq: act.seq });
        if (act.type === 'reply' || act.type === 'note') return does(actor, conversation, { type: act.type, text: `${act.type} {1,"2"}` });
        const knowingly = act.conversation % 2 === 0 ? { knowingly: objections } : {};
        if (act.type === 'take') return does(actor, conversation, { type: 'take', ...knowingly });
        if (act.type !== 'transfer') return does(actor, conversation, { type: act.type });
        const specialist = act.to === null ? undefined : among(staff, act.to);
        const to = specialist === undefined ? {} : { specialist };
        return does(actor, conversation, { type: 'transfer', department: act.department, reason: 'because', ...to, ...knowingly });
      }
    }
  };
}

/** A thread among colleagues for everything that is said: what stays inside has somewhere to go. */
async function withThreads(w: World): Promise<void> {
  await w.db.query(`insert into channel_account (id, kind, external_id) values ($1::text::uuid, 'slack', 'T1')`, [v7()]);
  await w.db.query(`update department set slack_channel = 'C-' || key`);
  await w.engine.reload();
}

async function happens(w: World, submissionOf: ReturnType<typeof cast>, { after, acts }: Moment): Promise<void> {
  w.clock.at = new Date(w.clock.at.getTime() + after);
  const submissions: Submission[] = [];
  for (const act of acts) {
    const made = await submissionOf(act);
    if (made !== null) submissions.push(made);
  }
  const due = (await dueTimers(w.db, w.clock.at, 100)).map((each): Submission => ({ type: 'timer-due', ...each }));
  await Promise.all([...submissions, ...due].map(w.engine.submit));
}

async function holds(w: World): Promise<void> {
  const company = w.engine.company();
  expect(await recount(w.db, company)).toEqual([]);
  const loads = await w.db.query<{ id: string; department: string; capacity: number; cases: number; portfolio: number }>(
    `select s.id, d.key as department, s.capacity, l.case_units as cases, l.portfolio_units as portfolio
     from specialist_load l join specialist s on s.id = l.specialist_id join department d on d.id = l.department_id`,
  );
  const owned = await w.db.query<{ owner: string; department: string; size: SizeClass; stage: ClientStage }>(
    `select o.specialist_id as owner, d.key as department, c.size, c.stage from ownership o join client c on c.id = o.client_id
     join department d on d.id = o.department_id where o.until is null`,
  );
  const byHand = await w.db.query<{ id: string }>(`select specialist_id as id from assignment where rule = 'by-hand'`);
  for (const each of loads) {
    expect(each.cases).toBeLessThanOrEqual(each.capacity);
    const theirs = owned.filter((one) => one.owner === each.id && one.department === each.department);
    const units = theirs.map((one) =>
      portfolioUnits(company.policy.data, one.department, { size: one.size, stage: one.stage, dedicated: null }),
    );
    expect(each.portfolio).toBe(units.reduce((sum, one) => sum + one, 0));
    if (!byHand.some(({ id }) => id === each.id)) expect(each.portfolio).toBeLessThanOrEqual(each.capacity);
  }
  const doubled = await w.db.query(
    `select window_id from conversation where status not in ('resolved', 'closed') group by window_id having count(*) > 1`,
  );
  expect(doubled).toEqual([]);
}

const runs: readonly (readonly [Kind, number])[] = [
  ['postgres', 10],
  ['pglite', 2],
];

describe.each(runs)('whatever clients and specialists do, on %s', (kind, numRuns) => {
  test('nothing is counted wrong, nobody has more than they can carry, and everybody has one person', async () => {
    await fc.assert(
      fc.asyncProperty(companies, moments, async (spec, story) => {
        const w = await world(kind, spec);
        try {
          await withThreads(w);
          const submissionOf = cast(w);
          for (const moment of story) {
            await happens(w, submissionOf, moment);
            await holds(w);
          }
        } finally {
          await w.close();
        }
      }),
      { numRuns, endOnFailure: true },
    );
  }, 60_000);
});
