import { v7 } from 'uuid';
import { afterEach, describe, expect, test } from 'vitest';
import { questionTree } from '../../../flows/question-tree.ts';
import { treeHash } from '../../../flows/tree.ts';
import { joinStranger } from '../../../src/db/clients/join.ts';
import { inserter } from '../../../src/db/rows.ts';
import * as schema from '../../../src/db/schema.ts';
import type { AccountId, ContactId, ConversationId, NewId } from '../../../src/domain/ids.ts';
import { recount } from '../../../src/engine/recount.ts';
import { conversationOf, type World, world } from '../../support/world.ts';

describe('what was known before the locks were there', () => {
  let w: World;
  const waiting = async () =>
    (await w.db.query(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).length;

  afterEach(async () => {
    expect(await recount(w.db, w.engine.company())).toEqual([]);
    await w.close();
  });

  test('a message that comes while its sender is joined to a contact goes where the contact’s messages go', async () => {
    w = await world('postgres', { specialists: [{ name: 'Anna' }], clients: [{ name: 'One', owner: { client: 'Anna' } }] });
    const [stranger, one] = [w.stranger(), w.contact('One')];
    const first = conversationOf(await stranger.says('operator'));
    await w.does('Anna', first, { type: 'resolve', reason: 'They only tried the chat' });
    const join = {
      account: w.engine.company().accounts.get('webchat') as AccountId,
      address: stranger.address,
      contact: one.address.slice('site:'.length) as ContactId,
      proof: 'site-login' as const,
      at: w.clock.at,
      newId: v7 as NewId,
    };
    const { joined, said } = await w.db.transaction(async (tx) => {
      await tx.query('select id from "window" where id = $1 for no key update', [stranger.window]);
      const joined = joinStranger(w.db, join);
      await expect.poll(waiting).toBe(1);
      const said = stranger.says('one thing more');
      await expect.poll(waiting).toBe(2);
      return { joined, said };
    });
    expect((await joined).type).toBe('joined');
    const second = conversationOf(await said);
    expect(second).not.toBe(first);
    expect((await w.conversations(one.window)).map((each) => each.id)).toEqual([second]);
    expect((await w.conversations(stranger.window)).map((each) => each.status)).toEqual(['resolved']);
  });

  test('nobody who left while their place was being locked is given anything', async () => {
    w = await world('postgres', { specialists: [{ name: 'Anna' }, { name: 'Boris' }] });
    const visitor = w.stranger();
    const { said } = await w.db.transaction(async (tx) => {
      await tx.query('select 1 from specialist_load order by specialist_id for no key update');
      const said = visitor.says('operator');
      await expect.poll(waiting).toBe(1);
      await w.db.query('update specialist set left_at = now() where id = $1', [w.specialist('Anna')]);
      return { said };
    });
    await said;
    expect((await w.conversations(visitor.window)).map((each) => each.specialistId)).toEqual([w.specialist('Boris')]);
  });

  test('a conversation over a tree that another server was told of first is gone on with', async () => {
    w = await world('postgres', { specialists: [{ name: 'Anna' }] });
    const other = await w.another();
    const tree = { ...questionTree, name: 'newer' };
    const publishedAt = new Date(w.clock.at.getTime() + 1);
    await w.db.transaction(async (tx) => {
      await inserter(schema.questionTree)(tx, [{ hash: await treeHash(tree), data: tree, publishedAt }]);
    });
    await other.reload();
    const { address, window, says } = w.stranger();
    const opened = conversationOf(
      await other.submit({
        type: 'inbound',
        account: 'webchat',
        externalId: v7(),
        address,
        window,
        language: 'en',
        content: { text: 'hello' },
        occurredAt: w.clock.at,
      }),
    );
    const again: ConversationId = conversationOf(await says('operator'));
    expect(again).toBe(opened);
  });
});
