import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dueTimers } from '../../../src/db/turns/due.ts';
import type { ChatSession } from '../../../src/http/chat/protocol.ts';
import { type House, house, json, posting, refusal, type Visitor } from '../house.ts';

let home: House;
beforeAll(async () => {
  home = await house({ specialists: [{ name: 'irina' }] });
});
afterAll(() => home.close());

const stateOf = async ({ session }: Visitor) =>
  (await json<ChatSession>(await home.request('/chat/v1/session', posting({ renewal: session.renewal })))).state;

/** Lets time pass, and everything happen that is due by then. */
async function after(ms: number): Promise<void> {
  const { clock, db, engine } = home.world;
  clock.at = new Date(clock.at.getTime() + ms);
  for (const each of await dueTimers(db, clock.at, 100)) await engine.submit({ type: 'timer-due', ...each });
}

const systemTexts = async (visitor: Visitor) =>
  (await visitor.history()).messages.filter((each) => each.from === 'system').map((each) => each.text);
const details = () => home.world.db.query<{ kind: string; value: string }>('select kind, value from contact_detail order by at');

describe('a stranger who waits', () => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await home.visitor({ language: 'en' });
    await visitor.says('a human please');
  });

  it('is offered nothing for a minute', async () => {
    await after(59_000);
    expect((await stateOf(visitor)).offer).toBe(false);
  });

  it('is then offered another way, in one text that takes the place of the one before', async () => {
    await after(2_000);
    expect((await stateOf(visitor)).offer).toBe(true);
    const texts = await systemTexts(visitor);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('irina from the client department');
    expect(texts[0]).toContain('leave a phone number');
  });

  it('422 for what is no phone number', async () => {
    expect(await refusal(await visitor.post('/contact', { kind: 'phone', value: '12' }))).toEqual([422, 'unknown-detail']);
  });

  it('204 for one; it is kept once, confirmed in words, and the offer is gone', async () => {
    for (const value of ['+7 912 345-67-89', '8 912 345 67 89']) {
      expect((await visitor.post('/contact', { kind: 'phone', value })).status).toBe(204);
    }
    expect(await details()).toEqual([{ kind: 'phone', value: '+79123456789' }]);
    expect((await stateOf(visitor)).offer).toBe(false);
    expect(await systemTexts(visitor)).toEqual([expect.stringContaining('Thank you, noted')]);
  });

  it('is not offered it again by the next conversation: they can be reached', async () => {
    const [conversation] = await home.world.conversations(visitor.session.window as never);
    await home.world.does('irina', conversation?.id as never, { type: 'resolve' });
    await after(25 * 3_600_000);
    await visitor.post('/messages', { id: 'next', text: 'a human please' });
    await after(120_000);
    expect((await stateOf(visitor)).offer).toBe(false);
  });
});

it('a stranger who would rather not is left alone', async () => {
  const visitor = await home.visitor({ language: 'en' });
  await visitor.says('a human please');
  await after(61_000);
  expect((await visitor.post('/contact', { skip: true })).status).toBe(204);
  expect((await stateOf(visitor)).offer).toBe(false);
});

it('404 for one who has written nothing', async () => {
  const visitor = await home.visitor();
  expect(await refusal(await visitor.post('/contact', { kind: 'telegram', value: '@anna_k' }))).toEqual([404, 'unknown-conversation']);
});

describe('outside hours', () => {
  let closed: House;
  beforeAll(async () => {
    closed = await house({ specialists: [{ name: 'irina' }], hours: { mon: [[10 * 60, 18 * 60]] } });
  });
  afterAll(() => closed.close());

  it('the desk says when somebody is there, and how soon they answer then', async () => {
    const { session } = await closed.visitor({ language: 'en' });
    expect(session.state).toMatchObject({
      offer: false,
      former: false,
      desk: { name: 'client', standard: { minutes: 4 }, openNow: false, opensAt: '2026-03-02T10:00:00.000Z' },
    });
  });

  it('a stranger has the offer before them from their first words on, under the question', async () => {
    const visitor = await closed.visitor({ language: 'en' });
    await visitor.says('Hello');
    const again = await json<ChatSession>(await closed.request('/chat/v1/session', posting({ renewal: visitor.session.renewal })));
    expect(again.state).toMatchObject({ status: 'asking', asking: 'who', offer: true });
    expect((await visitor.post('/contact', { kind: 'telegram', value: 'anna_k' })).status).toBe(204);
    expect((await visitor.history()).messages.map((each) => each.from)).toEqual(['client', 'system']);
  });
});
