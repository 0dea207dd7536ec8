import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../src/domain/ids.ts';
import { replay, test } from '../../src/endpoints/verbs.ts';
import { databases } from '../support/database.ts';
import { conversationOf, type World, world } from '../support/world.ts';
import { answered, byDesk, type Heard, type Receiver, receiver } from './receiver.ts';

const minute = 60_000;
const typesOf = (heard: readonly Heard[]) => heard.map((each) => each.type);

describe.each(databases())('an endpoint that does not answer well, on %s', (kind) => {
  let own: World;
  let crm: Receiver;
  const passes = (ms: number) => {
    own.clock.at = new Date(own.clock.at.getTime() + ms);
  };
  const opens = async (): Promise<ConversationId> => conversationOf(await own.contact('Carl').says('Hello'));
  const replies = (conversation: ConversationId) => own.does('Anna', conversation, { type: 'reply', text: 'Here I am' });
  const resolves = (conversation: ConversationId) => own.does('Anna', conversation, { type: 'resolve' });

  beforeAll(async () => {
    own = await world(kind, {
      specialists: [{ name: 'Anna' }, { name: 'Boss', role: 'director' }],
      clients: [{ name: 'Acme', owner: { client: 'Anna' }, contacts: ['Carl'] }],
    });
    crm = await receiver(own);
  });
  afterAll(() => own.close());

  it('is paused where it says 410: on record, a task of the director, and what happens waits until somebody resumes it', async () => {
    crm.answer(() => answered(410));
    const conversation = await opens();
    await crm.hears();
    expect(await crm.row()).toMatchObject({ status: 'paused', pausedFor: 'gone' });
    const tasks = () =>
      own.db.query<{ text: string; done: boolean }>(
        `select text, done_at is not null as done from task where kind = 'webhook' and specialist_id = $1::text::uuid`,
        [own.specialist('Boss')],
      );
    expect(await tasks()).toMatchObject([{ text: expect.stringContaining('crm'), done: false }]);
    const audit = await own.db.query(
      `select action, actor_kind as "by" from audit where object_id = $1::text order by at desc, id desc limit 1`,
      [crm.id],
    );
    expect(audit).toEqual([{ action: 'webhook.paused', by: 'system' }]);
    await replies(conversation);
    passes(minute);
    crm.answer(() => answered(200));
    expect(await crm.hears()).toEqual([]);
    await crm.resume();
    expect(typesOf(await crm.hears())).toEqual(['conversation.opened', 'conversation.assigned', 'conversation.answered']);
    expect(await tasks()).toMatchObject([{ done: true }]);
    await resolves(conversation);
    await crm.hears();
  });

  it('is paused after days in which nothing arrived', async () => {
    crm.answer(() => ({ type: 'failed', error: 'connection', ms: 5 }));
    await test(crm.deps, byDesk, crm.id);
    await crm.hears();
    passes(4 * 24 * 60 * minute);
    await crm.hears();
    expect((await crm.row()).status).toBe('active');
    passes(25 * 60 * minute);
    await crm.hears();
    expect(await crm.row()).toMatchObject({ status: 'paused', pausedFor: 'failing' });
    crm.answer(() => answered(200));
    await crm.resume();
    await crm.hears();
    expect(await crm.row()).toMatchObject({ failingSince: null, waiting: 0 });
  });

  it('is given up after ten tries, lets what comes after go on, and is replayed under the id it had', async () => {
    const conversation = await opens();
    await crm.hears();
    crm.answer((told) => answered(told.type === 'conversation.answered' ? 500 : 200));
    await replies(conversation);
    await resolves(conversation);
    const since = own.clock.at;
    for (let n = 0; n < 10; n++) {
      await crm.hears();
      // Others arrive meanwhile, so the endpoint is not failing.
      await test(crm.deps, byDesk, crm.id);
      passes(25 * 60 * minute);
    }
    expect(crm.heard.filter((each) => each.type === 'conversation.resolved').at(-1)?.object['conversation']).toBe(conversation);
    const failed = (await crm.log()).find((each) => each.status === 'failed');
    expect(failed).toMatchObject({ type: 'conversation.answered', attempts: 10, answer: 'ok' });
    expect(failed?.tries).toHaveLength(10);
    expect(failed?.tries[0]).toMatchObject({ code: 500, ms: 3 });
    crm.answer(() => answered(200));
    await replay(crm.deps, byDesk, crm.id, { delivery: failed?.id ?? '' });
    expect((await crm.hears()).find((each) => each.type === 'conversation.answered')?.id).toBe(failed?.announcement);
    expect(await replay(crm.deps, byDesk, crm.id, { since })).toMatchObject({ value: 0 });
    expect((await crm.row()).failed).toBe(0);
  });
});
