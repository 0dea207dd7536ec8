import { v7 } from 'uuid';
import { afterEach, describe, expect, it } from 'vitest';
import { attach } from '../../src/clients/attach.ts';
import { changeClient } from '../../src/clients/change-client.ts';
import { arrangeMeeting } from '../../src/clients/meetings/arrange.ts';
import { finishTask } from '../../src/clients/meetings/end.ts';
import { giveMeetings } from '../../src/clients/meetings/give.ts';
import { moveMeeting } from '../../src/clients/meetings/move.ts';
import { proposeForAnswered, remindOfMeetings, withdrawProposed } from '../../src/clients/meetings/propose.ts';
import { lockForOwner } from '../../src/clients/set-owner.ts';
import { foldKnown } from '../../src/db/clients/coverage.ts';
import { passTasksOn } from '../../src/db/people/leavings.ts';
import type { Viewer } from '../../src/db/people/sign-in.ts';
import { nearestMeeting } from '../../src/db/work/meeting-reminders.ts';
import type { SizeClass } from '../../src/domain/client.ts';
import type { ConversationId } from '../../src/domain/ids.ts';
import { carryOutDue } from '../../src/engine/submissions/owed.ts';
import { handOnMissing } from '../../src/engine/turns/missing.ts';
import { logCall } from '../../src/engine/verbs/log-contact.ts';
import { retakeAll } from '../support/retake.ts';
import { conversationOf } from '../support/world.ts';
import { type Trade, trade } from './company.ts';

const minute = 60_000;
const hour = 60 * minute;
let own: Trade;
afterEach(() => own.world.close());

const make = async () => {
  own = await trade('pglite', {
    specialists: [
      { name: 'Sonia', department: 'sales' },
      { name: 'Boris', department: 'sales' },
      { name: 'Olga' },
      { name: 'Pavel' },
      { name: 'Dina', role: 'director', serves: false },
    ],
    clients: [
      { name: 'Held', size: 'large', stage: 'prospect', owner: { client: 'Olga' }, contacts: ['Hanna'] },
      { name: 'Small', stage: 'prospect', owner: { client: 'Olga' }, contacts: ['Sam'] },
      { name: 'Giant', size: 'large', stage: 'prospect', owner: { sales: 'Boris' }, contacts: ['Greta'] },
      { name: 'Served', size: 'large', stage: 'served', owner: { client: 'Olga', sales: 'Boris' }, contacts: ['Serge'] },
    ],
  });
};
const now = () => own.world.clock.at;
const go = (ms: number) => {
  own.world.clock.at = new Date(now().getTime() + ms);
};
const viewer = (name: string): Viewer =>
  ({ id: own.world.specialist(name), name, role: 'director', department: null, heads: [], languages: ['en'] }) as unknown as Viewer;
const person = (name: string, department = 'sales') => ({ id: own.world.specialist(name), department });
const tasks = () =>
  own.all<{ id: string; kind: string; name: string | null }>(
    `select t.id, t.kind, s.name from task t left join specialist s on s.id = t.specialist_id where t.kind like 'meeting%' order by t.created_at, t.id`,
  );
const kinds = async () => (await tasks()).map(({ kind, name }) => `${kind} ${name}`);
const hourly = async () => {
  await withdrawProposed(own.deps, 50);
  const proposed = await proposeForAnswered(own.deps, 50);
  await giveMeetings(own.deps, 50);
  return proposed;
};
const has = async (conversation: string) =>
  (
    await own.one<{ name: string }>(
      `select s.name from conversation c join specialist s on s.id = c.specialist_id where c.id = '${conversation}'`,
    )
  )?.name;
const resize = async (name: string, size: SizeClass) => {
  const id = await own.client(name);
  await own.act(async (ctx) => {
    const client = await lockForOwner(ctx, { id });
    if (client === null) throw new Error('no client');
    await changeClient(ctx, client, { size });
  });
};
const ownersOf = (name: string) =>
  own.all<{ key: string; name: string }>(
    `select d.key, s.name from ownership o join department d on d.id = o.department_id join specialist s on s.id = o.specialist_id
      join client c on c.id = o.client_id where c.name = '${name}' and o.until is null order by 1`,
  );
const arrange = async (conversation: string, by: string, more: object = {}, department = 'sales') => {
  const wish = {
    id: v7(),
    conversation: conversation as ConversationId,
    startsAt: null,
    minutes: null,
    text: '',
    specialist: null,
    ...more,
  };
  return arrangeMeeting(own.deps, person(by, department), wish);
};
const presence = async (name: string) => {
  const id = conversationOf(await own.world.stranger().says('hello'));
  await own.world.does('Dina', id, { type: 'transfer', department: 'sales', reason: 'x' });
  const [row] = await own.all<{ top: { specialist: string; availability: string }[] }>(
    `select explanation->'top' as top from assignment where conversation_id = '${id}' order by n desc limit 1`,
  );
  return row?.top.find((each) => each.specialist === own.world.specialist(name))?.availability;
};

describe('R4: a large newcomer goes to sales, whichever way it comes', () => {
  it('also when the client department owns it; the meeting comes after the answer', async () => {
    await make();
    const id = conversationOf(await own.world.contact('Hanna').says('A small question'));
    const name = (await has(id)) ?? '';
    expect(['Sonia', 'Boris']).toContain(name);
    expect(await kinds()).toEqual([]);
    await own.world.does(name, id, { type: 'reply', text: 'Yes' });
    expect(await kinds()).toEqual([`meeting ${name}`]);
    await own.world.contact('Hanna').says('And another');
    await own.world.does(name, id, { type: 'reply', text: 'Yes' });
    expect(await kinds()).toEqual([`meeting ${name}`]);
  });

  it('also when it calls, whoever logs it', async () => {
    await make();
    const [contact] = await own.all<{ id: string }>(`select id from contact where name = 'Hanna'`);
    const logged = await logCall(
      { ...own.deps, submit: own.world.engine.submit },
      {
        key: 'a-call-1',
        actor: own.world.specialist('Olga'),
        kind: 'call',
        who: { contact: contact?.id as never },
        language: 'en',
        answers: [],
        words: 'Called',
        note: null,
        take: null,
      },
    );
    if (logged.type !== 'logged') return expect.fail(logged.code);
    expect(['Sonia', 'Boris']).toContain(await has(logged.conversation));
  });

  it('is answered first by whoever has it when it is made large, and then meets sales, whose client it becomes', async () => {
    await make();
    const id = conversationOf(await own.world.contact('Sam').says('hello'));
    expect(await has(id)).toBe('Olga');
    await resize('Small', 'large');
    expect(await hourly()).toBe(0);
    await own.world.does('Olga', id, { type: 'reply', text: 'Yes' });
    expect(await kinds()).toEqual(['meeting null']);
    await hourly();
    const [given] = await tasks();
    expect(['Sonia', 'Boris']).toContain(given?.name);
    expect(await ownersOf('Small')).toEqual([
      { key: 'client', name: 'Olga' },
      { key: 'sales', name: given?.name },
    ]);
    await own.world.does('Olga', id, { type: 'resolve' });
    go(48 * hour);
    expect(await hourly()).toBe(0);
  });

  it('also when it waits in a queue as it is made large: it goes to sales at once, who have not to be asked', async () => {
    await make();
    await own.world.db.query(`update department set head_id = $1::text::uuid where key = 'client'`, [own.world.specialist('Olga')]);
    await own.world.engine.reload();
    await own.world.db.query(`update specialist set availability = 'off' where name in ('Olga', 'Pavel')`);
    const id = conversationOf(await own.world.contact('Sam').says('hello'));
    expect(await has(id)).toBeUndefined();
    await resize('Small', 'medium');
    const owed = { db: own.world.db, now: () => new Date(now().getTime() + minute), log: own.deps.log, submit: own.world.engine.submit };
    expect(await carryOutDue(owed, 10)).toBe(0);
    await resize('Small', 'large');
    expect(await carryOutDue(owed, 10)).toBe(1);
    expect(['Sonia', 'Boris']).toContain(await has(id));
    await resize('Small', 'key');
    expect(await carryOutDue(owed, 10)).toBe(0);
  });

  it('also when it is made large after it was answered, and only once', async () => {
    await make();
    const id = conversationOf(await own.world.contact('Sam').says('hello'));
    await own.world.does('Olga', id, { type: 'reply', text: 'Yes' });
    await resize('Small', 'key');
    expect([await hourly(), await hourly()]).toEqual([1, 0]);
    await own.world.contact('Sam').says('and one more thing');
    await own.world.does('Olga', id, { type: 'reply', text: 'Yes' });
    expect(await kinds()).toHaveLength(1);
  });

  it('not when its size turns out to be a mistake: what nobody gave a time is taken back, and proposed again should it be large after all', async () => {
    await make();
    const id = conversationOf(await own.world.contact('Sam').says('hello'));
    await own.world.does('Olga', id, { type: 'reply', text: 'Yes' });
    await resize('Small', 'large');
    await hourly();
    await resize('Small', 'small');
    expect(await hourly()).toBe(0);
    expect(await own.all(`select result from task where done_at is not null`)).toEqual([{ result: 'not-large' }]);
    await resize('Small', 'large');
    expect(await hourly()).toBe(1);
    const [open] = await own.all<{ id: string }>('select id from task where done_at is null');
    const startsAt = new Date(now().getTime() + hour);
    await moveMeeting(own.deps, open?.id ?? '', { startsAt, minutes: null, specialist: null });
    await resize('Small', 'small');
    await hourly();
    // Somebody has agreed on this one.
    expect(await own.all('select 1 from task where done_at is null')).toHaveLength(1);
  });

  it('also when somebody who said they are a client already is attached to a new one', async () => {
    await make();
    const stranger = own.world.stranger();
    await stranger.taps('who', 'client');
    const id = conversationOf(await stranger.says('Vast Ltd'));
    const name = (await has(id)) ?? '';
    expect(['Olga', 'Pavel']).toContain(name);
    const [contact] = await own.all<{ id: string }>(`select contact_id as id from conversation where id = '${id}'`);
    const to = { newClient: { name: 'Vast', size: 'large' as const } };
    await own.act((ctx) => attach(ctx, { contact: contact?.id ?? '', to, role: null, reason: 'they said so' }));
    await own.world.does(name, id, { type: 'reply', text: 'Good to see you' });
    await hourly();
    const [meeting] = await tasks();
    expect(['Sonia', 'Boris']).toContain(meeting?.name);
  });

  it('with a deal it is served: the meeting is an idea only', async () => {
    await make();
    const id = conversationOf(await own.world.contact('Serge').says('hello'));
    expect(await has(id)).toBe('Olga');
    await own.world.does('Olga', id, { type: 'reply', text: 'Yes' });
    await hourly();
    expect(await kinds()).toEqual(['meeting-idea Boris']);
  });
});

describe('R4, R29: until when a meeting is agreed on', () => {
  const kept = () =>
    own.all<{ task: string; kind: string; isDue: boolean }>(
      `select t.kind as task, d.kind, d.due = t.due_at as "isDue" from task t left join deadline d on d.about = t.id where t.kind like 'meeting%' order by t.created_at, t.id`,
    );

  it('is kept with what it was reckoned on, whichever way the meeting came, once', async () => {
    await make();
    const writes = async (name: string) => conversationOf(await own.world.contact(name).says('hello'));
    const id = await writes('Sam');
    await own.world.does('Olga', id, { type: 'reply', text: 'Yes' });
    const large = await writes('Hanna');
    await own.world.does((await has(large)) ?? '', large, { type: 'reply', text: 'Yes' });
    await own.world.does('Olga', await writes('Serge'), { type: 'reply', text: 'Yes' });
    await resize('Small', 'key');
    await hourly();
    const wish = { id: v7() };
    await arrange(large, 'Boris', wish);
    await arrange(large, 'Boris', wish);
    expect(await kept()).toEqual([
      { task: 'meeting', kind: 'meeting', isDue: true },
      { task: 'meeting-idea', kind: 'meeting', isDue: true },
      { task: 'meeting', kind: 'meeting', isDue: true },
      { task: 'meeting', kind: 'meeting', isDue: true },
    ]);
    await own.world.db.query(`update deadline set due = due + interval '1 second' where kind = 'meeting'`);
    expect((await retakeAll(own.world.db)).differing).toHaveLength(4);
    await own.world.db.query(`update deadline set due = due - interval '1 second' where kind = 'meeting'`);
  });

  it('is nobody’s to keep where its time is agreed already', async () => {
    await make();
    const id = conversationOf(await own.world.contact('Greta').says('hello'));
    await arrange(id, 'Boris', { startsAt: new Date(now().getTime() + hour) });
    expect(await kept()).toEqual([{ task: 'meeting', kind: null, isDue: null }]);
  });
});

describe('R4, R16: a meeting', () => {
  const begin = async () => {
    await make();
    const id = conversationOf(await own.world.contact('Greta').says('hello'));
    await own.world.does('Boris', id, { type: 'reply', text: 'Yes' });
    return id;
  };

  it('is of sales only: not of who gets a conversation of the client department', async () => {
    const id = await begin();
    const meeting = { at: new Date(now().getTime() + hour), text: 'x' };
    expect(await own.world.does('Boris', id, { type: 'transfer', department: 'client', reason: 'x', meeting })).toMatchObject({
      code: 'only-sales-meet',
    });
    expect(await arrange(id, 'Boris', { specialist: own.world.specialist('Olga') })).toMatchObject({ code: 'only-sales-meet' });
    // Olga arranges it for whoever sells to the client.
    expect(await arrange(id, 'Olga', {}, 'client')).toMatchObject({ type: 'arranged' });
    expect(await kinds()).toEqual(['meeting Boris', 'meeting Boris']);
  });

  it('may be one of several about a conversation, and says which are in the same time', async () => {
    const id = await begin();
    const startsAt = new Date(now().getTime() + hour);
    expect(await arrange(id, 'Boris', { startsAt })).toMatchObject({ overlaps: 0 });
    const second = { id: v7(), startsAt: new Date(startsAt.getTime() + 30 * minute) };
    expect(await arrange(id, 'Boris', second)).toMatchObject({ overlaps: 1 });
    expect(await arrange(id, 'Boris', second)).toMatchObject({ overlaps: 1 });
    expect(await tasks()).toHaveLength(3);
    // What the desk had proposed is arranged by the first.
    expect(await own.all(`select 1 from task where done_at is not null`)).toHaveLength(1);
  });

  it('keeps its person away while it lasts, and only then', async () => {
    const id = await begin();
    await arrange(id, 'Boris', { startsAt: new Date(now().getTime() + hour) });
    expect(await presence('Boris')).toBe('available');
    go(hour);
    expect(await presence('Boris')).toBe('at-meeting');
    go(59 * minute);
    expect(await presence('Boris')).toBe('at-meeting');
    go(minute);
    expect(await presence('Boris')).toBe('available');
  });

  it('that is moved while it lasts frees its person now, and leaves what has been as it was', async () => {
    const id = await begin();
    const begun = now();
    const made = await arrange(id, 'Boris', { startsAt: now(), minutes: 120 });
    if (made.type !== 'arranged') return expect.fail(made.code);
    go(30 * minute);
    await moveMeeting(own.deps, made.id, { startsAt: new Date(now().getTime() + hour), minutes: 30, specialist: null });
    expect(await presence('Boris')).toBe('available');
    const times = await own.all<{ from: Date; until: Date }>('select "from", until from engagement order by "from"');
    const at = (minutes: number) => new Date(begun.getTime() + minutes * minute);
    expect(times).toEqual([
      { from: at(0), until: at(30) },
      { from: at(90), until: at(120) },
    ]);
    expect(await moveMeeting(own.deps, made.id, { startsAt: begun, minutes: 10, specialist: null })).toMatchObject({
      code: 'meeting-passed',
    });
  });

  it('is reminded of before it, and anew when it is moved', async () => {
    const id = await begin();
    await own.world.db.query('delete from task');
    const made = await arrange(id, 'Boris', { startsAt: new Date(now().getTime() + 3 * hour) });
    if (made.type !== 'arranged') return expect.fail(made.code);
    expect(await remindOfMeetings(own.deps, 50)).toBe(0);
    go(2 * hour);
    // The desk shows it from then on, and no longer once it is moved away.
    const shown = () => nearestMeeting(own.world.db, own.world.specialist('Boris'), now());
    expect(await shown()).toBeNull();
    expect([await remindOfMeetings(own.deps, 50), await remindOfMeetings(own.deps, 50)]).toEqual([1, 0]);
    expect(await shown()).toMatchObject({ id: made.id, client: 'Giant', conversation: id });
    await moveMeeting(own.deps, made.id, { startsAt: new Date(now().getTime() + 24 * hour), minutes: null, specialist: null });
    expect(await shown()).toBeNull();
    expect(await remindOfMeetings(own.deps, 50)).toBe(0);
    go(23 * hour);
    expect(await remindOfMeetings(own.deps, 50)).toBe(1);
  });

  it('that was held ends early, and is the answer to what waits for its person: a person’s, and arrived', async () => {
    const id = await begin();
    const made = await arrange(id, 'Boris', { startsAt: now() });
    if (made.type !== 'arranged') return expect.fail(made.code);
    await own.world.contact('Greta').says('where are you?');
    const finish = () =>
      finishTask({ ...own.deps, submit: own.world.engine.submit }, viewer('Boris'), { id: made.id, outcome: 'They buy', result: 'held' });
    go(minute);
    expect(await finish()).toMatchObject({ result: 'held', outcome: 'They buy' });
    await finish();
    expect(await presence('Boris')).toBe('available');
    const turns = await own.all(`select n, answered_by as by, delivered_at as at from turn where conversation_id = '${id}' and n = 2`);
    expect(turns).toEqual([{ n: 2, by: own.world.specialist('Boris'), at: now() }]);
    const thread = await own.world.thread(own.world.contact('Greta').window);
    expect(thread.at(-1)).toMatchObject({ author: 'specialist', audience: 'internal', body: { text: 'They buy', spoken: 'visit' } });
    expect(thread.filter((each) => each.body.spoken !== undefined)).toHaveLength(1);
    expect(await moveMeeting(own.deps, made.id, { startsAt: now(), minutes: 5, specialist: null })).toMatchObject({ code: 'meeting-over' });
  });

  it('that is cancelled, or was not held, answers nothing', async () => {
    const id = await begin();
    await own.world.contact('Greta').says('and?');
    for (const result of ['cancelled', 'not-held'] as const) {
      const made = await arrange(id, 'Boris', { startsAt: now() });
      if (made.type !== 'arranged') return expect.fail(made.code);
      await finishTask({ ...own.deps, submit: own.world.engine.submit }, viewer('Boris'), { id: made.id, outcome: 'x', result });
    }
    expect(await own.all('select until from engagement where until > "from"')).toEqual([]);
    expect(await own.one(`select status from conversation where id = '${id}'`)).toEqual({ status: 'waiting-on-us' });
  });

  it('of somebody who leaves goes to a colleague, with its time', async () => {
    const id = await begin();
    await own.world.db.query('delete from task');
    await arrange(id, 'Boris', { startsAt: new Date(now().getTime() + hour) });
    await remindOfMeetings(own.deps, 50);
    await own.world.db.query(`update specialist set left_at = now() where name = 'Boris'`);
    await own.world.db.query(
      `update ownership set specialist_id = $1::text::uuid where department_id = (select id from department where key = 'sales')
         and client_id = (select id from client where name = 'Giant')`,
      [own.world.specialist('Sonia')],
    );
    await own.world.engine.reload();
    await passTasksOn(own.world.db, own.world.specialist('Boris'), now(), null);
    expect(await giveMeetings(own.deps, 50)).toBe(1);
    expect(await kinds()).toEqual(['meeting Sonia']);
    // Who goes to it now is reminded too.
    expect(await remindOfMeetings(own.deps, 50)).toBe(1);
    go(hour);
    expect(await own.all(`select s.name from engagement e join specialist s on s.id = e.specialist_id`)).toEqual([{ name: 'Sonia' }]);
    expect(await giveMeetings(own.deps, 50)).toBe(0);
  });

  it('of somebody who leaves is not for whoever of another department serves the client meanwhile (R7): only sales go', async () => {
    await make();
    const [greta] = await own.all<{ id: string }>(`select id from contact where name = 'Greta'`);
    const log = { key: v7(), kind: 'visit', language: 'en', answers: [], words: 'At the counter', note: null } as const;
    const logged = await logCall(
      { ...own.deps, submit: own.world.engine.submit },
      { ...log, actor: own.world.specialist('Olga'), who: { contact: greta?.id as never }, take: { reason: 'In a hurry' } },
    );
    if (logged.type === 'refused') throw new Error(logged.code);
    expect(await has(logged.conversation)).toBe('Olga');
    await own.world.db.query('delete from task');
    await arrange(logged.conversation, 'Boris', { specialist: own.world.specialist('Boris') });
    await own.world.db.query(`update specialist set left_at = now() where name = 'Boris'`);
    await own.world.engine.reload();
    expect(await giveMeetings(own.deps, 50)).toBe(1);
    expect(await kinds()).toEqual(['meeting Sonia']);
  });

  it('lets what its person owes go on elsewhere at once, with no violation (R16)', async () => {
    const id = await begin();
    await own.world.contact('Greta').says('and?');
    await arrange(id, 'Boris', { startsAt: now() });
    const { engine, db } = own.world;
    const deps = { db, now, company: engine.company };
    expect(await handOnMissing({ ...deps, submit: (found) => Promise.all(found.map(engine.submit)) })).toBe(1);
    expect(await has(id)).toBe('Sonia');
    expect(await own.all('select 1 from turn_hold where lapsed_at is not null')).toEqual([]);
  });
});

describe('R13: words with the client, on the phone or in person', () => {
  const call = async (actor: string, contact: string) => {
    const [row] = await own.all<{ id: string }>(`select id from contact where name = '${contact}'`);
    const log = { key: v7(), kind: 'call', language: 'en', answers: [], words: 'Called', note: null, take: null } as const;
    const { submit } = own.world.engine;
    return logCall({ ...own.deps, submit }, { ...log, actor: own.world.specialist(actor), who: { contact: row?.id as never } });
  };
  const turnsOf = (id: string) =>
    own.all(`select answered_by as by, delivered_at as at from turn where conversation_id = '${id}' order by n`);

  it('answer what waits, by whoever has it, and make the two known to each other', async () => {
    await make();
    const id = conversationOf(await own.world.contact('Serge').says('hello'));
    go(2 * minute);
    await call('Olga', 'Serge');
    expect(await turnsOf(id)).toEqual([{ by: own.world.specialist('Olga'), at: now() }]);
    expect(await own.one(`select status, due_at from conversation where id = '${id}'`)).toEqual({
      status: 'waiting-on-client',
      due_at: null,
    });
    await foldKnown(own.world.db, new Date(0));
    expect(await own.all('select s.name from contact_known k join specialist s on s.id = k.specialist_id')).toEqual([{ name: 'Olga' }]);
  });

  it('answer nothing where somebody else has it: the client waits for that person (R7)', async () => {
    await make();
    const id = conversationOf(await own.world.contact('Serge').says('hello'));
    await call('Pavel', 'Serge');
    expect(await turnsOf(id)).toEqual([{ by: null, at: null }]);
    await own.world.does('Pavel', id, { type: 'spoke', kind: 'call', note: null }).then((outcome) => {
      expect(outcome).toMatchObject({ code: 'not-in-charge' });
    });
  });
});
