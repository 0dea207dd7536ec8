import { afterAll, beforeAll, expect, test } from 'vitest';
import { dueTimers } from '../../../src/db/turns/due.ts';
import { recount } from '../../../src/engine/recount.ts';
import { replayAll } from '../../support/replay.ts';
import { conversationOf, type World, world } from '../../support/world.ts';

const minute = 60_000;

let w: World;

beforeAll(async () => {
  w = await world('postgres', {
    specialists: [{ name: 'Anna' }, { name: 'Boris' }],
    clients: [
      { name: 'One', owner: { client: 'Anna' } },
      { name: 'Two', owner: { client: 'Anna' } },
    ],
  });
});
afterAll(() => w.close());

/** As version 1 would have left it: no deadline, nothing of what came with version 2 in the state or the log. */
async function aged(conversation: string): Promise<void> {
  await w.db.query(
    `update conversation set flow_version = 1, due_at = null, stand_in_id = null, state = jsonb_set(state, '{context}',
       (state->'context') - 'standIn' - 'replaced' - 'takeover' - 'promised') where id = $1::text::uuid`,
    [conversation],
  );
  await w.db.query(`update conversation_event set data = data - 'standIn' where conversation_id = $1::text::uuid`, [conversation]);
  await w.db.query(`delete from timer where conversation_id = $1::text::uuid and key = 'reaction'`, [conversation]);
}

test('a conversation of version 1 goes on with the newest from its next word on, with a fresh deadline', async () => {
  const one = w.contact('One');
  const conversation = conversationOf(await one.says('hello'));
  await aged(conversation);
  w.clock.at = new Date(w.clock.at.getTime() + 60 * minute);
  await one.says('anybody?');
  const [row] = await w.conversations(one.window);
  expect(row).toMatchObject({ flowVersion: 2, status: 'waiting-on-us', dueAt: new Date(w.clock.at.getTime() + 4 * minute) });
  const log = await w.db.query<{ type: string }>('select type from conversation_event where conversation_id = $1::text::uuid order by n', [
    conversation,
  ]);
  expect(log.map((each) => each.type)).toEqual(['opened', 'assigned', 'migrated', 'client.message']);
  w.clock.at = new Date(w.clock.at.getTime() + 4 * minute);
  for (const each of await dueTimers(w.db, w.clock.at, 10)) await w.engine.submit({ type: 'timer-due', ...each });
  expect((await w.conversations(one.window))[0]).toMatchObject({ specialistId: w.specialist('Boris') });
  expect(await recount(w.db, w.engine.company())).toEqual([]);
  expect((await replayAll(w.db)).differ).toEqual([]);
});

test('one that nobody has touched since is read as it is', async () => {
  const two = w.contact('Two');
  const conversation = conversationOf(await two.says('hello'));
  await w.does('Anna', conversation, { type: 'resolve', reason: 'They only said hello' });
  await aged(conversation);
  expect(await recount(w.db, w.engine.company())).toEqual([]);
});
