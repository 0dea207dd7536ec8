import { v7 } from 'uuid';
import { dateSizes } from '../../src/db/clients/size-history.ts';
import { insertProfile } from '../../src/db/company/profile.ts';
import { dateHours } from '../../src/db/people/terms-history.ts';
import { excuseViolation } from '../../src/db/reports/violations.ts';
import { dueTimers } from '../../src/db/turns/due.ts';
import type { ContactId, ConversationId, SpecialistId } from '../../src/domain/ids.ts';
import { objections } from '../../src/domain/objection.ts';
import type { Command } from '../../src/engine/submissions/submission.ts';
import { messenger } from '../engine/verbs/messenger-stage.ts';
import type { Kind } from '../support/database.ts';
import { type World, world } from '../support/world.ts';
import { type Deed, type Moment, schedules } from './any-moment.ts';

/* A company of its own, in which whatever may happen does. */

const minute = 60_000;

export interface Played {
  readonly w: World;
  /** does all of a history */
  play(story: readonly Moment[]): Promise<void>;
  later(minutes: number): Promise<void>;
}

/** Three serve clients, two sell, one does finance; the clients are of all sizes, and strangers write too, by two channels. */
export async function anyCompany(kind: Kind, fold: (w: World) => Promise<void>): Promise<Played> {
  const w = await world(kind, {
    specialists: [
      ...['Anna', 'Boris', 'Clara'].map((name) => ({ name })),
      { name: 'Sonya', department: 'sales' },
      { name: 'Stefan', department: 'sales' },
      { name: 'Fedor', department: 'finance' },
      { name: 'Hanna', role: 'head', serves: false },
    ],
    heads: { client: 'Hanna' },
    clients: [
      { name: 'Small', size: 'small', owner: { client: 'Anna' } },
      { name: 'Large', size: 'large', owner: { client: 'Boris' }, roles: { Large: 'accountant' } },
      { name: 'Prospect', size: 'medium', stage: 'prospect', owner: { sales: 'Sonya' } },
    ],
    policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 4, sales: 3, finance: 4 } } }),
  });
  const m = await messenger(w, 'telegram');
  const strangers = [w.stranger(), w.stranger()];
  const chats = [m.chat(), m.chat()];
  const known = ['Small', 'Large', 'Prospect'].map((name) => w.contact(name));
  const clients = [...known, ...strangers, ...chats];
  const staff: readonly SpecialistId[] = [...w.engine.company().people.keys()];
  const among = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)];

  const timers = async () => {
    for (const each of await dueTimers(w.db, w.clock.at, 50)) await w.engine.submit({ type: 'timer-due', ...each });
  };
  const later = async (minutes: number) => {
    for (const share of [0.01, 0.1, 0.89]) {
      w.clock.at = new Date(w.clock.at.getTime() + Math.round(minutes * share * minute));
      await timers();
    }
  };
  const rows = () =>
    w.db.query<{ id: ConversationId; specialist: SpecialistId | null; address: string }>(
      `select c.id, c.specialist_id as specialist, split_part(c.target, ':', 2) || coalesce(':' || nullif(split_part(c.target, ':', 3), ''), '') as address
       from conversation c where status <> 'closed' order by c.id desc limit 8`,
    );
  const act = async (n: number, command: Command, by?: SpecialistId) => {
    const row = among(await rows(), n);
    const actor = by ?? row?.specialist ?? staff.at(-1);
    if (row !== undefined && actor !== undefined) await w.engine.submit({ type: 'desk', key: v7(), conversation: row.id, actor, command });
  };

  async function happens(of: Deed): Promise<void> {
    switch (of.type) {
      case 'says':
      case 'asks for a person':
        await among(clients, of.who)?.says(of.type === 'says' ? 'hello' : 'operator');
        return;
      case 'taps': {
        const hand = among([...known, ...strangers], of.who);
        await hand?.taps(of.question, of.option);
        return;
      }
      case 'replies':
        return act(of.what, { type: 'reply', text: 'An answer' });
      case 'speaks':
        return act(of.what, { type: 'spoke', kind: 'call', note: null });
      case 'needs no answer':
        return act(of.what, { type: 'waive', reason: 'thanks' });
      case 'resolves':
        return act(of.what, { type: 'resolve', reason: 'all said' });
      case 'asks finance':
        return act(of.what, { type: 'beside', track: 'finance', reason: 'an invoice' });
      case 'takes':
        return act(of.what, { type: 'take', knowingly: objections, reason: 'they are here' }, among(staff, of.who));
      case 'hands on':
        return act(of.what, { type: 'transfer', department: of.to, reason: 'because' });
      case 'promises':
        return act(of.what, { type: 'promise', until: new Date(w.clock.at.getTime() + of.minutes * minute) });
      case 'is about':
        return act(of.what, { type: 'topic', topic: of.topic });
      case 'rates': {
        const row = among(await rows(), of.what);
        const account = chats.some((each) => each.address === row?.address) ? 'telegram' : 'webchat';
        if (row !== undefined)
          await w.engine.submit({ type: 'rating', account, address: row.address, conversation: row.id, score: of.score });
        return;
      }
      case 'writes first': {
        const contact = among(known, of.to)?.address.slice('site:'.length) as ContactId;
        const actor = among(staff, of.who) as SpecialistId;
        await w.engine.submit({ type: 'opening', key: v7(), actor, contact, text: 'We have news' });
        return;
      }
      case 'delivers': {
        const results = {
          sent: () => ({ type: 'sent', externalId: v7() }) as const,
          refused: () => ({ type: 'refused', reason: 'too-long' }) as const,
          gone: () => ({ type: 'gone', reason: 'blocked' }) as const,
        };
        m.answers = results[of.how];
        await m.deliver();
        return;
      }
      case 'excuses': {
        const lapsed = await w.db.query<{ turnId: string; n: number }>(
          `select turn_id as "turnId", n from turn_hold where lapsed_at is not null order by lapsed_at, turn_id, n`,
        );
        const one = among(lapsed, of.what);
        if (one !== undefined) await excuseViolation(w.db, { ...one, id: v7(), by: staff.at(-1) ?? '', text: 'was ill', at: w.clock.at });
        return;
      }
      case 'comes or goes':
        await w.db.query(
          `update specialist set availability = case availability when 'off' then 'available' else 'off' end where id = $1::text::uuid`,
          [among(staff, of.who)],
        );
        return;
      case 'has other hours': {
        const { hours, holidays } = schedules[of.schedule] ?? { hours: null, holidays: [] };
        const id = w.engine.company().departments.find(({ key }) => key === of.department)?.id ?? '';
        await w.db.query(`update department set hours = $2::text::jsonb, holidays = $3::text::jsonb where id = $1::text::uuid`, [
          id,
          hours === null ? null : JSON.stringify(hours),
          JSON.stringify(holidays),
        ]);
        await dateHours(w.db, [id], w.clock.at);
        await w.engine.reload();
        return;
      }
      case 'has another zone':
        await insertProfile(w.db, { name: null, timeZone: of.zone, currency: null, language: null }, w.clock.at, null);
        await w.engine.reload();
        return;
      case 'grows': {
        const all = await w.db.query<{ id: string }>('select id from client order by id');
        const id = among(all, of.who)?.id ?? '';
        await w.db.query('update client set size = $2 where id = $1::text::uuid', [id, of.size]);
        await dateSizes(w.db, [id], w.clock.at);
        return;
      }
      case 'folds':
        return fold(w);
      case 'is late': {
        await fold(w);
        const now = w.clock.at;
        w.clock.at = new Date(now.getTime() - 5 * minute);
        await among(clients, now.getTime())?.says('operator');
        await act(now.getTime(), { type: 'reply', text: 'An answer' });
        w.clock.at = now;
      }
    }
  }

  return {
    w,
    later,
    async play(story) {
      for (const [i, { after, deeds }] of story.entries()) {
        await later(after);
        for (const each of deeds) await happens(each);
        // What was there at first is of the demo's past.
        if (i === 1) await w.db.query(`update conversation set origin = 'demo'`);
        if (i === 1) await w.db.query('insert into report_again (conversation_id) select id from conversation');
      }
    },
  };
}
