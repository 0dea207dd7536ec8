import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveAddress } from '../../src/db/clients/prove.ts';
import { joinsOf, undoJoin } from '../../src/db/clients/undo-join.ts';
import { reachedBy } from '../../src/db/conversations/reach.ts';
import { pageOfThread, threadOfAddress } from '../../src/db/conversations/thread.ts';
import type { AccountId, ContactId, ConversationId, NewId } from '../../src/domain/ids.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { recount } from '../../src/engine/recount.ts';
import type { Outcome } from '../../src/engine/submissions/submission.ts';
import { type Messenger, messenger, seqOf } from '../engine/verbs/messenger-stage.ts';
import { replayAll } from '../support/replay.ts';
import { conversationOf, type World, world } from '../support/world.ts';

const newId = v7 as NewId;
const rounds = 8;

let w: World;
let m: Messenger;
let second: Engine;

beforeAll(async () => {
  w = await world('postgres', {
    specialists: [{ name: 'Anna' }],
    policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 1000 } } }),
  });
  m = await messenger(w, 'telegram');
  second = await w.another();
});
afterAll(() => w.close());

const holderOf = async (address: string) => {
  const [row] = await w.db.query<{ contact: ContactId }>(
    `select l.contact_id as contact from identity i join identity_link l on l.identity_id = i.id and l.until is null where i.external_id = $1`,
    [address],
  );
  return row?.contact ?? null;
};

/** A visitor and somebody in a chat who are taken for one, and parted while everything else goes on; `n` varies who wrote and what is first. */
async function part(n: number): Promise<void> {
  const visitor = w.stranger();
  const chat = m.chat();
  const target = `${m.account}:${chat.address}`;
  const conversation = conversationOf(await visitor.says('operator'));
  const contact = (await holderOf(visitor.address)) as ContactId;
  const says = (text: string) => chat.says(text);
  const reply = (text: string, engine = second): Promise<Outcome> =>
    engine.submit({ type: 'desk', key: newId(), conversation, actor: w.specialist('Anna'), command: { type: 'reply', text } });
  await w.does('Anna', conversation, { type: 'take' });
  if (n % 2 === 0) await says('operator');
  const prove = () =>
    proveAddress(w.db, {
      account: m.account as AccountId,
      address: chat.address,
      contact,
      proof: 'continue',
      answeredAt: { channel: 'telegram', target },
      at: w.clock.at,
      newId,
    });
  await prove();
  await m.deliver();
  const first = seqOf(await reply('while they were one'));
  const [join] = await joinsOf(w.db, [contact]);
  const isJoinedAgain = n % 4 >= 2;

  let undone = false;
  let moving = true;
  const strayed: unknown[] = [];
  m.sent.length = 0;
  const delivering = async () => {
    while (moving) {
      const isAfter = undone;
      await m.deliverHeads();
      for (const each of m.sent.splice(0))
        if (isAfter && each.address === chat.address && each.window === visitor.window && each.verb !== 'delete') strayed.push(each);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  w.clock.at = new Date(w.clock.at.getTime() + 1000);
  const undo = async () => {
    const done = await undoJoin(w.db, { contact, join: join?.id ?? '', by: w.specialist('Anna'), at: w.clock.at, newId });
    expect(done.type).toBe('undone');
    undone = !isJoinedAgain;
    await reply('after it');
  };
  const delivered = delivering();
  await Promise.all([
    n % 3 === 0 ? undo() : new Promise((resolve) => setTimeout(resolve, n % 5)).then(undo),
    undo(),
    reply('at the same moment', w.engine),
    says(`of the chat ${n}`),
    visitor.says(`of the visitor ${n}`),
    second.submit({
      type: 'desk',
      key: newId(),
      conversation,
      actor: w.specialist('Anna'),
      command: { type: 'edit', seq: first, text: 'edited' },
    }),
    ...(isJoinedAgain ? [prove()] : []),
  ]);
  w.clock.at = new Date(w.clock.at.getTime() + 300_000);
  await m.deliver();
  moving = false;
  await delivered;
  expect(strayed).toEqual([]);
  await settles({ conversation, contact, visitor, chat: chat.address, n });
}

interface Settled {
  readonly conversation: ConversationId;
  readonly contact: ContactId;
  readonly visitor: { readonly address: string };
  readonly chat: string;
  readonly n: number;
}

/** However it went: whoever the chat belongs to now reads and is answered as that person. */
async function settles({ conversation, contact, visitor, chat, n }: Settled): Promise<void> {
  const holder = await holderOf(chat);
  expect(await holderOf(visitor.address)).toBe(contact);
  const reached = await reachedBy(w.db, conversation, w.specialist('Anna'));
  expect(await holderOf(reached?.address ?? '')).toBe(contact);
  const read = async (account: string, address: string) => {
    const thread = await threadOfAddress(w.db, w.engine.company().accounts.get(account) as AccountId, address);
    return thread === null ? [] : (await pageOfThread(w.db, thread, 'after', -1_000_000, 200)).map((each) => each.body?.text);
  };
  const [visitors, chats] = [await read('webchat', visitor.address), await read('telegram', chat)];
  expect(visitors).toContain(`of the visitor ${n}`);
  if (holder === contact) return;
  expect(visitors).not.toContain(`of the chat ${n}`);
  expect(chats).not.toContain(`of the visitor ${n}`);
}

test(`an undo among answers, messages, edits, deliveries and the join anew: nothing of one reaches the other, and nothing locks up`, async () => {
  for (let n = 0; n < rounds; n++) await part(n);
  expect(
    await w.db.query(`select 1 from outbox where status in ('waiting', 'leased') and due_at <= $1::text::timestamptz`, [
      w.clock.at.toISOString(),
    ]),
  ).toEqual([]);
  expect(await recount(w.db, w.engine.company())).toEqual([]);
  expect((await replayAll(w.db)).differ).toEqual([]);
  const [counted] = await w.db.query<{ deadlocks: number }>('select deadlocks from pg_stat_database where datname = current_database()');
  expect(counted).toEqual({ deadlocks: 0 });
}, 120_000);
