import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeOver } from '../../src/db/delivery/take-over.ts';
import { claimDeliveries } from '../../src/db/endpoints/deliveries.ts';
import { spread } from '../../src/db/endpoints/spread.ts';
import type { ConversationId } from '../../src/domain/ids.ts';
import { spreadNew, tellOnce } from '../../src/endpoints/tell.ts';
import { remove, rotate, test } from '../../src/endpoints/verbs.ts';
import { databases } from '../support/database.ts';
import { conversationOf, type World, world } from '../support/world.ts';
import { answered, byDesk, type Heard, type Receiver, receiver } from './receiver.ts';

const minute = 60_000;
const typesOf = (heard: readonly Heard[]) => heard.map((each) => each.type);

describe.each(databases())('an endpoint that is told what happens, on %s', (kind) => {
  let own: World;
  let crm: Receiver;
  const passes = (ms: number) => {
    own.clock.at = new Date(own.clock.at.getTime() + ms);
  };
  const opens = async (text = 'Hello'): Promise<ConversationId> => conversationOf(await own.contact('Carl').says(text));
  const replies = (conversation: ConversationId, text = 'Here I am') => own.does('Anna', conversation, { type: 'reply', text });
  const resolves = (conversation: ConversationId) => own.does('Anna', conversation, { type: 'resolve' });

  beforeAll(async () => {
    own = await world(kind, {
      specialists: [{ name: 'Anna' }, { name: 'Boss', role: 'director' }],
      clients: [{ name: 'Acme', owner: { client: 'Anna' }, contacts: ['Carl'] }],
    });
  });
  afterAll(() => own.close());

  it('costs nothing while nobody asks: nothing is written', async () => {
    const conversation = await opens();
    await replies(conversation);
    await resolves(conversation);
    expect(await own.db.query('select 1 from announcement')).toEqual([]);
    passes(48 * 60 * minute);
    crm = await receiver(own);
  });

  it('hears of a conversation from its beginning to its end, in order, signed, without a word of it', async () => {
    const conversation = await opens('The secret word');
    passes(2 * minute);
    await replies(conversation, 'An answer');
    passes(minute);
    await own.contact('Carl').says('Thanks');
    await own.does('Anna', conversation, { type: 'resolve', reason: 'They said thank you' });
    const heard = await crm.hears();
    expect(typesOf(heard)).toEqual(['conversation.opened', 'conversation.assigned', 'conversation.answered', 'conversation.resolved']);
    expect(new Set(heard.map((each) => each.object['conversation']))).toEqual(new Set([conversation]));
    expect(heard[2]?.data).toMatchObject({
      by: own.specialist('Anna'),
      turn: 1,
      waitedSeconds: 120,
      department: 'client',
      channel: 'webchat',
    });
    expect(heard[3]?.data).toMatchObject({ by: own.specialist('Anna'), needsNoAnswer: true });
    for (const each of crm.requests) {
      await crm.isSigned(each);
      expect(each.body).not.toMatch(/secret word|An answer|thank|Carl|Acme/);
    }
    passes(5 * minute);
    await replies(conversation);
    expect(typesOf(await crm.hears())).toEqual(['conversation.reopened', 'conversation.assigned']);
    await resolves(conversation);
    await crm.hears();
  });

  it('hears of a violation', async () => {
    const one = await opens();
    const [turn] = await own.conversations(own.contact('Carl').window).then((all) => all.filter((each) => each.id === one));
    const timers = await own.db.query<{ generation: number }>(
      `select generation from timer where conversation_id = $1::text::uuid and key = 'reaction'`,
      [one],
    );
    passes(10 * 60 * minute);
    own.clock.at = new Date((turn?.dueAt ?? own.clock.at).getTime() + 1000);
    await own.engine.submit({ type: 'timer-due', conversation: one, key: 'reaction', generation: timers[0]?.generation ?? 0 });
    const violated = (await crm.hears()).find((each) => each.type === 'conversation.violated');
    expect(violated?.data).toMatchObject({ violator: own.specialist('Anna'), turn: turn?.turns, hold: 1 });
    await replies(one);
    await resolves(one);
    await crm.hears();
  });

  it('hears how a client found it', async () => {
    const conversation = await opens();
    await replies(conversation);
    await resolves(conversation);
    await crm.hears();
    const { address } = own.contact('Carl');
    await own.engine.submit({ type: 'rating', account: 'webchat', address, conversation, score: 4 });
    expect(await crm.hears()).toMatchObject([{ type: 'conversation.rated', object: { conversation }, data: { score: 4 } }]);
  });

  it('holds back what came later of the same object while something of it fails, and nothing else', async () => {
    const conversation = await opens();
    await crm.hears();
    crm.answer((told) => answered(told.type === 'conversation.answered' ? 500 : 200));
    await replies(conversation);
    await resolves(conversation);
    await test(crm.deps, byDesk, crm.id);
    expect(typesOf(await crm.hears())).toEqual(['webhook.test']);
    passes(5000);
    crm.answer(() => answered(200));
    expect(typesOf(await crm.hears())).toEqual(['conversation.answered', 'conversation.resolved']);
    const ids = crm.requests.filter(({ body }) => body.includes('conversation.answered')).map(({ headers }) => headers['webhook-id']);
    expect(ids.at(-1)).toBe(ids.at(-2));
    expect((await crm.row()).failingSince).toBeNull();
  });

  it('waits as a 429 asks for, with everything', async () => {
    crm.answer(() => answered(429, 2 * minute));
    await test(crm.deps, byDesk, crm.id);
    expect(await crm.hears()).toEqual([]);
    crm.answer(() => answered(200));
    await test(crm.deps, byDesk, crm.id);
    passes(2 * minute - 1);
    expect(await crm.hears()).toEqual([]);
    passes(1);
    expect(typesOf(await crm.hears())).toEqual(['webhook.test', 'webhook.test']);
  });

  it('is told again under the same id by whoever takes over from a server that was killed between the request and its record', async () => {
    await test(crm.deps, byDesk, crm.id);
    await spread(own.db, crm.telling.newId, own.clock.at, 10);
    // It was sent, and nobody wrote it down.
    const gone = crm.telling.newId<'server'>();
    const until = new Date(own.clock.at.getTime() + minute);
    const [sent] = await claimDeliveries(own.db, { endpoint: crm.id, holder: gone, now: own.clock.at, until, limit: 8 });
    expect(await crm.hears()).toEqual([]);
    await takeOver(own.db, own.clock.at);
    expect(await crm.hears()).toMatchObject([{ id: sent?.announcement, type: 'webhook.test' }]);
  });

  it('has the lease of a request that outlives it', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    crm.answer(async () => {
      await promise;
      return answered(200);
    });
    const before = crm.requests.length;
    await test(crm.deps, byDesk, crm.id);
    const other = await receiver(own, ['client.handed-over'], 'billing');
    expect(await tellOnce(crm.telling)).toBe(1);
    // Another endpoint does not wait for one that is slow.
    await test(other.deps, byDesk, other.id);
    crm.answer(() => answered(200));
    expect(typesOf(await other.hears())).toEqual(['webhook.test']);
    expect(crm.requests.length).toBe(before + 1);
    resolve();
    await crm.telling.inFlight.ended();
    expect((await crm.row()).waiting).toBe(0);
    await remove(other.deps, byDesk, other.id);
  });

  it('finds its signature by either secret for a day after a change', async () => {
    const changed = await rotate(crm.deps, byDesk, crm.id);
    const secret = changed.type === 'done' ? changed.value.secret : '';
    await test(crm.deps, byDesk, crm.id);
    await crm.hears();
    const both = crm.requests.at(-1);
    if (both === undefined) throw new Error('nothing was sent');
    await crm.isSigned(both);
    await crm.isSigned(both, secret);
    passes(24 * 60 * minute);
    await test(crm.deps, byDesk, crm.id);
    await crm.hears();
    expect(crm.requests.at(-1)?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
    const [stored] = await own.db.query<{ secret: string }>('select secret from endpoint where id = $1::text::uuid', [crm.id]);
    expect(stored?.secret).not.toContain(secret.slice(6));
  });

  it('is told of nothing that happened before it was there, and only of what it asks for', async () => {
    const conversation = await opens();
    await crm.hears();
    passes(1);
    const late = await receiver(own, ['conversation.resolved'], 'late');
    await replies(conversation);
    await resolves(conversation);
    await spreadNew(late.telling);
    expect((await late.log()).map((each) => each.type)).toEqual(['conversation.resolved']);
    await remove(late.deps, byDesk, late.id);
    expect(await own.db.query('select 1 from announcement_delivery where endpoint_id = $1::text::uuid', [late.id])).toEqual([]);
  });
});
