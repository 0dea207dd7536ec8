import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ContactId, ConversationId, NewId } from '../../../src/domain/ids.ts';
import { forgetGone, handOnMissing } from '../../../src/engine/turns/missing.ts';
import { type CallLog, logCall } from '../../../src/engine/verbs/log-contact.ts';
import type { ClientHand, WorldSpec } from '../../support/world.ts';
import { minute, type Owed, owed } from '../support/owed.ts';

const newId = v7 as NewId;

const shop: WorldSpec = {
  specialists: [
    { name: 'Olga', deputy: 'Anna' },
    { name: 'Anna' },
    { name: 'Head', role: 'head', serves: false },
    { name: 'Sveta', department: 'sales' },
    { name: 'Pavel', department: 'sales' },
    { name: 'Fedor', department: 'finance' },
    { name: 'Rita', department: 'retail' },
  ],
  heads: { client: 'Head' },
  clients: [
    ...Array.from({ length: 40 }, (_, i) => ({ name: `C${i}`, owner: { client: 'Olga' } })),
    { name: 'Big, served', size: 'large', stage: 'served' },
    { name: 'Big, new', size: 'large', stage: 'prospect' },
  ],
  policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 4, sales: 4, finance: 5 } } }),
};

describe('R7: a client whom a colleague of the owner meets', () => {
  let o: Owed;
  let client: ClientHand;

  beforeAll(async () => {
    o = await owed('pglite', shop);
  });
  beforeEach(() => {
    client = o.client();
  });
  afterAll(() => o.close());

  const meets = async (name: string, more: Partial<CallLog> = {}): Promise<ConversationId> => {
    const { clock, db, engine, specialist } = o.w;
    const [visitor] = await db.query<{ id: ContactId }>('select contact_id as id from "window" where id = $1::text::uuid', [client.window]);
    const logged = await logCall(
      { db, submit: engine.submit, now: () => clock.at, newId },
      {
        key: newId(),
        actor: specialist(name),
        kind: 'visit',
        who: { contact: visitor?.id ?? ('nobody' as ContactId) },
        language: 'en',
        answers: [],
        words: 'A visit',
        note: null,
        take: null,
        ...more,
      },
    );
    if (logged.type === 'refused') throw new Error(logged.code);
    return logged.conversation;
  };
  const said = async () =>
    (await o.w.thread(client.window))
      .filter(({ author, audience }) => author === 'system' && audience === 'client')
      .map(({ body }) => body.text);
  const done = async (conversation: ConversationId, name: string) => {
    await o.w.does(name, conversation, { type: 'reply', text: 'There you are' });
    await o.w.does(name, conversation, { type: 'resolve', reason: 'nothing to answer' });
  };
  const busy = (name: string, units: number) =>
    o.w.db.query(
      `update specialist_load set case_units = case_units + $2::text::int where specialist_id = (select id from specialist where name = $1)`,
      [name, units],
    );
  const availability = (name: string, to: string) => o.w.db.query('update specialist set availability = $2 where name = $1', [name, to]);
  const explained = async (conversation: ConversationId) => {
    const rows = await o.w.db.query<{ rule: string; explanation: object }>(
      'select rule, explanation from assignment where conversation_id = $1::text::uuid order by n',
      [conversation],
    );
    return rows.at(-1);
  };

  test('is told who comes and within how many minutes, and the one who met them stands in, whatever their department', async () => {
    const conversation = await meets('Fedor');
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Olga'), standInId: o.named('Fedor') });
    expect(await said()).toEqual(['Olga from the client department will be with you within 4 minutes. If not, Fedor will help you.']);
    expect(await explained(conversation)).toMatchObject({
      rule: 'owner',
      explanation: { metBy: o.named('Fedor'), standIn: o.named('Fedor') },
    });
    await done(conversation, 'Olga');
    expect(await o.holds(client)).toMatchObject([{ who: 'Olga', lapsed: false, ended: 'answered' }]);
  });

  test('is served to the end by them when the owner is late: the matter stays its department’s, the place is theirs, the client the owner’s', async () => {
    const conversation = await meets('Fedor');
    o.pass(4);
    await o.tick();
    const [sales] = await o.w.db.query<{ key: string; place: string }>(
      `select d.key, p.key as place from conversation c join department d on d.id = c.department_id
       join department p on p.id = c.place_department_id where c.id = $1::text::uuid`,
      [conversation],
    );
    expect(sales).toEqual({ key: 'client', place: 'finance' });
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Fedor'), standInId: null, caseUnits: 1200 });
    expect(await o.w.loads()).toMatchObject({ Olga: { cases: 0 }, Fedor: { cases: 1200 } });
    expect((await o.told(client)).slice(-2)).toEqual([
      ['joined', 'Fedor'],
      ['late.stand-in', 'Fedor'],
    ]);
    expect((await said()).at(-1)).toBe('Fedor from the finance department is with you.');
    expect(await o.owner(client)).toEqual(['Olga']);
    expect(await o.w.does('Olga', conversation, { type: 'reply', text: 'sorry' })).toMatchObject({ keptInside: true });
    await done(conversation, 'Fedor');
    expect(await o.holds(client)).toEqual([
      { who: 'Olga', kind: 'first', ended: 'taken-over', lapsed: true, minutes: 4 },
      { who: 'Fedor', kind: 'first', ended: 'answered', lapsed: false, minutes: 4 },
    ]);
    expect(await o.w.loads()).toMatchObject({ Olga: { cases: 0 }, Fedor: { cases: 0 } });
  });

  test('whom neither serves in time is a violation of both, the head is called, and nobody third is blamed (R13)', async () => {
    const conversation = await meets('Sveta', { kind: 'call' });
    o.pass(4);
    await o.tick();
    o.pass(4);
    await o.tick();
    o.pass(60);
    await o.tick();
    expect((await o.holds(client)).map((each) => [each.who, each.lapsed])).toEqual([
      ['Olga', true],
      ['Sveta', true],
    ]);
    expect((await o.told(client)).at(-1)).toEqual(['late.both.head', 'Head']);
    await done(conversation, 'Sveta');
  });

  test('is served at once, with no violation, by whoever met them when the owner is full, before the owner’s deputy', async () => {
    await busy('Olga', 6000);
    const conversation = await meets('Sveta');
    await busy('Olga', -6000);
    expect(await explained(conversation)).toMatchObject({
      rule: 'met',
      explanation: { passed: [{ specialist: o.named('Olga'), reason: 'conversations-full' }] },
    });
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Sveta') });
    expect(await said()).toEqual(['Sveta from the sales department is with you.']);
    expect(await o.owner(client)).toEqual(['Olga']);
    await done(conversation, 'Sveta');
    expect(await o.holds(client)).toMatchObject([{ who: 'Sveta', lapsed: false }]);
  });

  test('is called to by the deputy of an owner who is away, and served by whoever met them where there is none (R16)', async () => {
    await o.w.db.query(`update specialist set availability = 'away' where name = 'Olga'`);
    const first = await meets('Sveta');
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Anna'), standInId: o.named('Sveta') });
    await done(first, 'Anna');
    await o.w.db.query(`update specialist set deputy_id = null where name = 'Olga'`);
    client = o.client();
    const second = await meets('Sveta');
    expect(await explained(second)).toMatchObject({ rule: 'met' });
    await o.w.db.query(`update specialist set availability = 'available', deputy_id = $1::text::uuid where name = 'Olga'`, [
      o.named('Anna'),
    ]);
    await done(second, 'Sveta');
  });

  test('of somebody who is at their limit or gone by then is taken over by the owner’s department', async () => {
    const conversation = await meets('Sveta');
    await o.w.db.query(`update specialist set availability = 'off' where name = 'Sveta'`);
    o.pass(4);
    await o.tick();
    await o.w.db.query(`update specialist set availability = 'available' where name = 'Sveta'`);
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Anna'), placeDepartmentId: null });
    // Late too: the head is called, and nobody third is blamed (R13).
    o.pass(4);
    await o.tick();
    o.pass(4);
    await o.tick();
    expect((await o.holds(client)).map((each) => [each.who, each.lapsed])).toEqual([
      ['Olga', true],
      ['Anna', true],
    ]);
    expect((await o.told(client)).at(-1)).toEqual(['late.both.head', 'Head']);
    await done(conversation, 'Anna');
  });

  test('in the midst of a chat is called to within minutes, and takes over a later turn too', async () => {
    const chat = o.w.contact('C39');
    client = chat;
    await chat.says('hello');
    const { id } = await o.row(chat);
    await o.w.does('Olga', id, { type: 'reply', text: 'hi' });
    await chat.says('and another thing');
    expect((await o.holds(chat)).at(-1)).toMatchObject({ who: 'Olga', kind: 'later', minutes: 30 });
    expect(await meets('Sveta')).toBe(id);
    // The second to write the same visit down changes nothing.
    expect(await meets('Fedor')).toBe(id);
    expect(await o.row(chat)).toMatchObject({ specialistId: o.named('Olga'), standInId: o.named('Sveta') });
    expect((await o.holds(chat)).at(-1)).toMatchObject({ who: 'Olga', kind: 'first', minutes: 4 });
    expect((await said()).at(-1)).toContain('will be with you within 4 minutes. If not, Sveta will help you.');
    o.pass(4);
    await o.tick();
    expect(await o.row(chat)).toMatchObject({ specialistId: o.named('Sveta') });
    o.pass(4);
    await o.tick();
    expect((await o.told(chat)).at(-1)).toEqual(['late.both.head', 'Head']);
    await done(id, 'Sveta');
  });

  test('who waits in a queue is served by whoever met them', async () => {
    const stranger = o.w.stranger();
    await o.w.db.query(`update specialist set availability = 'away' where name in ('Olga', 'Anna')`);
    await stranger.taps('who', 'myself');
    client = stranger;
    expect(await o.row(stranger)).toMatchObject({ status: 'queued' });
    const id = await meets('Pavel');
    await o.w.db.query(`update specialist set availability = 'available'`);
    expect(await explained(id)).toMatchObject({ rule: 'met' });
    expect(await o.row(stranger)).toMatchObject({ status: 'waiting-on-client', specialistId: o.named('Pavel') });
    expect(await o.owner(stranger)).toEqual([]);
    await done(id, 'Pavel');
  });

  const onThePhone = (name: string) =>
    o.w.db.query(
      `insert into engagement (id, specialist_id, what, "from", until)
       values (gen_random_uuid(), (select id from specialist where name = $1), 'call', $2::text::timestamptz, $3::text::timestamptz)`,
      [name, o.w.clock.at.toISOString(), new Date(o.w.clock.at.getTime() + 20 * minute).toISOString()],
    );

  test('is served by the colleague who is on the phone with them, and stays with them while the call lasts (R16)', async () => {
    await onThePhone('Sveta');
    const conversation = await meets('Sveta', { kind: 'call' });
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Olga'), standInId: o.named('Sveta') });
    o.pass(4);
    await o.tick();
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Sveta') });
    expect(await handOn()).toBe(0);
    await o.w.db.query('delete from engagement');
    await done(conversation, 'Sveta');
    expect(await o.holds(client)).toMatchObject([
      { who: 'Olga', lapsed: true },
      { who: 'Sveta', lapsed: false, ended: 'answered' },
    ]);
  });

  test('may be taken by who is on the phone with them without being told that they are on the phone', async () => {
    await onThePhone('Sveta');
    const conversation = await meets('Sveta', { kind: 'call' });
    const taken = await o.w.does('Sveta', conversation, { type: 'take', reason: 'They are in a hurry' });
    await o.w.db.query('delete from engagement');
    expect(taken).toMatchObject({ type: 'accepted' });
    await done(conversation, 'Sveta');
  });

  test.each([
    ['on the phone with them', () => onThePhone('Olga'), () => o.w.db.query('delete from engagement')],
    ['away', () => availability('Olga', 'away'), () => availability('Olga', 'available')],
    ['off', () => availability('Olga', 'off'), () => availability('Olga', 'available')],
    ['full', () => busy('Olga', 6000), () => busy('Olga', -6000)],
  ])('who speaks with their own owner has been answered, though that one is %s: nobody else is called (R13)', async (_, begin, end) => {
    await begin();
    const conversation = await meets('Olga', { kind: 'call' });
    await end();
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Olga'), status: 'waiting-on-client' });
    expect(await said()).toEqual(['Olga from the client department is with you.']);
    expect(await o.holds(client)).toMatchObject([{ who: 'Olga', lapsed: false, ended: 'answered' }]);
    await done(conversation, 'Olga');
  });

  const handOn = () => {
    const { db, clock, engine } = o.w;
    const submit: Parameters<typeof handOnMissing>[0]['submit'] = (found) => Promise.all(found.map(engine.submit));
    return handOnMissing({ db, now: () => clock.at, company: engine.company, submit });
  };

  test('is spoken with by the one who was called to the phone, and keeps them; who is still on it when it is due is not blamed (R16)', async () => {
    const conversation = await meets('Sveta', { kind: 'call' });
    await onThePhone('Olga');
    expect(await handOn()).toBe(0);
    o.pass(4);
    expect(await handOn()).toBe(1);
    await o.w.db.query('delete from engagement');
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Sveta') });
    expect(await o.holds(client)).toMatchObject([{ who: 'Olga', lapsed: false, ended: 'away' }, { who: 'Sveta' }]);
    await done(conversation, 'Sveta');
  });

  const goneBehind = () => forgetGone({ db: o.w.db, submit: (found) => Promise.all(found.map(o.w.engine.submit)) });
  const left = (name: string, at: Date | null) =>
    o.w.db.query(`update specialist set left_at = $2::text::timestamptz where name = $1`, [name, at?.toISOString() ?? null]);

  test.each(['visit', 'call'] as const)(
    'reads no more that a colleague would help who has left since, in the same words (R13): %s',
    async (kind) => {
      const conversation = await meets('Sveta', { kind });
      expect(await goneBehind()).toBe(0);
      await left('Sveta', o.w.clock.at);
      o.pass(1);
      expect([await goneBehind(), await goneBehind()]).toEqual([1, 0]);
      await left('Sveta', null);
      const come = kind === 'call' ? 'come to the phone' : 'be with you';
      expect(await said()).toEqual([`Olga from the client department will ${come} within 3 minutes.`]);
      expect(await o.row(client)).toMatchObject({ specialistId: o.named('Olga'), standInId: null, status: 'waiting-on-us' });
      // Late, it is begun by whoever can of the owner's department.
      o.pass(3);
      await o.tick();
      expect(await o.row(client)).toMatchObject({ specialistId: o.named('Anna') });
      expect(await o.holds(client)).toMatchObject([
        { who: 'Olga', lapsed: true, minutes: 4 },
        { who: 'Anna', lapsed: false },
      ]);
      await done(conversation, 'Anna');
    },
  );

  test('is told nothing anew once somebody has written since', async () => {
    const conversation = await meets('Sveta');
    await client.says('hello?');
    const before = await said();
    await left('Sveta', o.w.clock.at);
    expect(await goneBehind()).toBe(1);
    await left('Sveta', null);
    expect(await said()).toEqual(before);
    expect(await o.row(client)).toMatchObject({ standInId: null });
    await done(conversation, 'Olga');
  });

  test('of an owner whose deputy works elsewhere by now has nobody behind the owner, and is told nothing of it', async () => {
    await client.says('hello');
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Olga'), standInId: o.named('Anna') });
    await o.w.db.query(`update specialist set department_id = (select id from department where key = 'sales') where name = 'Anna'`);
    expect(await goneBehind()).toBe(1);
    await o.w.db.query(`update specialist set department_id = (select id from department where key = 'client') where name = 'Anna'`);
    const { id, standInId } = await o.row(client);
    expect(standInId).toBeNull();
    expect(await said()).toHaveLength(1);
    await done(id, 'Olga');
  });

  test('is still helped by whoever met them, whatever department they work in by then', async () => {
    const conversation = await meets('Sveta');
    await o.w.db.query(`update specialist set department_id = (select id from department where key = 'finance') where name = 'Sveta'`);
    expect(await goneBehind()).toBe(0);
    await o.w.db.query(`update specialist set department_id = (select id from department where key = 'sales') where name = 'Sveta'`);
    await done(conversation, 'Olga');
  });

  test('has been answered by their owner who writes a call down, though somebody serves in the owner’s place (R15)', async () => {
    await availability('Olga', 'away');
    await client.says('hello');
    const { id } = await o.row(client);
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Anna') });
    expect(await meets('Olga', { kind: 'call' })).toBe(id);
    await availability('Olga', 'available');
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Olga'), status: 'waiting-on-client' });
    await done(id, 'Olga');
  });

  test('is not taken back by the owner who was late with them, who writes a call down (R13)', async () => {
    await client.says('hello');
    o.pass(4);
    await o.tick();
    const { id } = await o.row(client);
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Anna') });
    expect(await meets('Olga', { kind: 'call', take: { reason: 'They rang me' } })).toBe(id);
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Anna'), standInId: o.named('Olga') });
    await done(id, 'Anna');
  });

  test('is theirs to take at once only for a reason, which is kept, while the owner can come', async () => {
    const conversation = await meets('Sveta', { take: { reason: null } });
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Olga') });
    expect(await o.w.does('Sveta', conversation, { type: 'take' })).toEqual({ type: 'refused', code: 'owner-can-come' });
    expect(await o.w.does('Sveta', conversation, { type: 'take', reason: 'They are in a hurry' })).toMatchObject({ type: 'accepted' });
    const notes = (await o.w.thread(client.window)).filter((each) => each.audience === 'internal');
    expect(notes).toMatchObject([{ authorId: o.named('Sveta'), body: { text: 'They are in a hurry' } }]);
    expect(await explained(conversation)).toMatchObject({ rule: 'by-hand', explanation: { insteadOf: o.named('Olga') } });
    expect(await o.owner(client)).toEqual(['Olga']);
    expect(await o.w.loads()).toMatchObject({ Olga: { cases: 0 }, Sveta: { cases: 1500 } });
    await done(conversation, 'Sveta');
  });

  test('may be taken at once with the visit itself, for a reason; and without one where the owner is late already', async () => {
    const first = await meets('Sveta', { take: { reason: 'A word only' } });
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Sveta'), turns: 1 });
    expect(await o.w.loads()).toMatchObject({ Olga: { cases: 0 } });
    await done(first, 'Sveta');
    client = o.client();
    const second = await meets('Sveta');
    await busy('Sveta', 6000);
    await o.w.db.query(`update specialist set availability = 'away' where name in ('Anna', 'Head')`);
    o.pass(4);
    await o.tick();
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Olga') });
    expect(await o.w.does('Sveta', second, { type: 'take', knowingly: ['conversations-full'] })).toMatchObject({ type: 'accepted' });
    await busy('Sveta', -6000);
    await o.w.db.query(`update specialist set availability = 'available'`);
    await done(second, 'Sveta');
  });

  test('who is nobody’s yet becomes the client of whoever takes them, and of nobody else', async () => {
    const answers = [{ question: 'who', option: 'myself' }];
    const id = await meets('Sveta', { who: { name: 'Peter' }, answers, take: { reason: null } });
    const [row] = await o.w.db.query(
      `select d.key, s.name as "with", array(select os.name from ownership o join specialist os on os.id = o.specialist_id
         where o.client_id = c.client_id and o.until is null) as owners
       from conversation c join department d on d.id = c.department_id join specialist s on s.id = c.specialist_id where c.id = $1::text::uuid`,
      [id],
    );
    expect(row).toEqual({ key: 'sales', with: 'Sveta', owners: ['Sveta'] });
    await o.w.does('Sveta', id, { type: 'resolve', reason: 'nothing to answer' });
  });

  test.each([
    ['is theirs in their own department too when they are large and served', 'Big, served', 'retail'],
    ['stays sales’ when they are large and new, whoever serves them (R4)', 'Big, new', 'sales'],
  ])('and is nobody’s yet %s', async (_, name, department) => {
    client = o.w.contact(name);
    const id = await meets('Rita', { take: { reason: 'They stand before me' } });
    const [row] = await o.w.db.query(
      `select d.key, s.name as "with" from conversation c join department d on d.id = c.department_id
         join specialist s on s.id = c.specialist_id where c.id = $1::text::uuid`,
      [id],
    );
    expect(row).toEqual({ key: department, with: 'Rita' });
    await done(id, 'Rita');
  });
});
