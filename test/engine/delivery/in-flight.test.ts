import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SendResult } from '../../../src/domain/delivery.ts';
import { createInFlight } from '../../../src/engine/delivery/in-flight.ts';
import { until } from '../../support/until.ts';
import { conversationOf, type World, world } from '../../support/world.ts';
import { type Post, post } from '../support/post.ts';
import { messenger } from '../verbs/messenger-stage.ts';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

describe('a channel that does not answer', () => {
  let w: World;
  let p: Post;
  beforeAll(async () => {
    w = await world('pglite', {
      specialists: [{ name: 'Anna' }],
      clients: [
        { name: 'Slow', owner: { client: 'Anna' } },
        { name: 'Quick', owner: { client: 'Anna' } },
      ],
    });
    p = post();
  });
  afterAll(() => w.close());

  it('holds up its own lane alone, and is asked once however long it takes', async () => {
    const holder = v7();
    const reply = async (name: string, text: string) =>
      w.does('Anna', conversationOf(await w.contact(name).says('hello')), { type: 'reply', text });
    await reply('Slow', 'never mind');
    while ((await p.deliver(w.db, w.clock.at, holder)) > 0);
    const answer = Promise.withResolvers<SendResult>();
    const tried: string[] = [];
    p.answers = ({ body }) => {
      tried.push(body?.text ?? '');
      return body?.text === 'for Slow' ? answer.promise : { type: 'sent', externalId: '1' };
    };
    let woken = 0;
    const underway = createInFlight(silent, 10, () => {
      woken += 1;
    });
    const go = async (laterMs = 0) => {
      while ((await p.deliver(w.db, new Date(w.clock.at.getTime() + laterMs), holder, underway)) > 0);
    };
    await reply('Slow', 'for Slow');
    await reply('Slow', 'behind it');
    await reply('Quick', 'for Quick');
    await go();
    expect(tried).toContain('for Quick');
    expect(tried).not.toContain('behind it');
    // Its lease runs out meanwhile.
    await go(120_000);
    expect(tried.filter((each) => each === 'for Slow')).toHaveLength(1);
    answer.resolve({ type: 'sent', externalId: '2' });
    await underway.ended();
    expect(woken).toBe(1);
    await go(240_000);
    expect(tried.at(-1)).toBe('behind it');
    expect(await w.db.query(`select 1 from outbox where status in ('waiting', 'leased')`)).toEqual([]);
  });

  it('holds up no file but the one that stopped half-way', async () => {
    const m = await messenger(w, 'telegram');
    const send = (name: string) => {
      const file = { id: v7(), name, mediaType: 'text/plain', size: 2, state: 'coming' as const };
      return m.chat().says('', { content: { text: '', attachments: [file] }, fetches: [{ id: file.id, remote: name }] });
    };
    const rest = Promise.withResolvers<void>();
    const bytes = async function* (isSlow: boolean) {
      yield new TextEncoder().encode('one half');
      if (isSlow) await rest.promise;
    };
    m.fetches = (remote) => ({ type: 'fetched', bytes: bytes(remote === 'slow.txt') });
    const underway = createInFlight(silent, 10, () => {});
    const coming = () => w.db.query(`select 1 from message where body->'attachments'->0->>'state' = 'coming'`);
    await send('slow.txt');
    await m.fetch(underway);
    await send('quick.txt');
    expect(await m.fetch(underway)).toBe(1);
    await until('the other one is here', async () => (await coming()).length === 1);
    rest.resolve();
    await underway.ended();
    expect(await coming()).toEqual([]);
  });
});
