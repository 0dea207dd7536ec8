import { v7 } from 'uuid';
import { expect } from 'vitest';
import { joinStranger, type Proof } from '../../../src/db/clients/join.ts';
import { proveAddress } from '../../../src/db/clients/prove.ts';
import { undoJoin } from '../../../src/db/clients/undo-join.ts';
import { reachedBy } from '../../../src/db/conversations/reach.ts';
import { pageOfThread, threadOfAddress } from '../../../src/db/conversations/thread.ts';
import { retrySend } from '../../../src/db/delivery/retry-send.ts';
import { dueTimers } from '../../../src/db/turns/due.ts';
import type { ContactId, ConversationId, NewId, WindowId } from '../../../src/domain/ids.ts';
import { recount } from '../../../src/engine/recount.ts';
import { type Messenger, messenger } from '../../engine/verbs/messenger-stage.ts';
import type { Kind } from '../../support/database.ts';
import { type World, world } from '../../support/world.ts';
import { type Act, browsers, chats, known } from './any-join.ts';
import { clientsHold } from './clients-hold.ts';
import { type Hand, handsOf } from './hands.ts';
import { createWhose } from './whose.ts';

/*
 * People who write from addresses, are joined by every kind of proof, and parted again, in any order.
 */

const newId = v7 as NewId;

export interface Desk {
  readonly w: World;
  readonly m: Messenger;
  /** people nobody met before, and what they do */
  play(story: readonly Act[]): Promise<void>;
  close(): Promise<void>;
}

const named = 120;

export async function joiningDesk(kind: Kind): Promise<Desk> {
  const w = await world(kind, {
    specialists: [{ name: 'Anna' }, { name: 'Boris' }],
    clients: [
      ...Array.from({ length: named }, (_, i) => ({ name: `K${i}`, owner: { client: 'Anna' as const } })),
      ...Array.from({ length: named / 2 }, (_, i) => ({ name: `M${i}`, owner: { client: 'Boris' as const }, contacts: [`K${i * 2}`] })),
    ],
    policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 1000 } } }),
  });
  const m = await messenger(w, 'telegram');
  let met = 0;
  return {
    w,
    m,
    play: (story) => playWith({ w, m, people: Array.from({ length: known }, () => `K${met++ % named}`) }, story),
    close: () => w.close(),
  };
}

async function playWith({ w, m, people }: Pick<Desk, 'w' | 'm'> & { people: readonly string[] }, story: readonly Act[]): Promise<void> {
  const { db } = w;
  const anna = w.specialist('Anna');
  const model = createWhose();
  const windows = new Map<string, string>();
  const ours: { readonly conversation: ConversationId; readonly window: WindowId; readonly seq: number }[] = [];
  /** by the text: whose address it was written at */
  const words = new Map<string, string>();
  const hands = handsOf({ w, m, people });
  const hand = (n: number) => hands[n] as Hand;
  for (const each of hands.slice(chats + browsers)) model.begins(each.address, each.address.slice('site:'.length));
  m.answers = () => ({ type: 'sent', externalId: newId() });
  m.sent.length = 0;
  const conversationsOf = () =>
    db.query<{ id: ConversationId; window: WindowId; contact: string; status: string; specialist: string | null; target: string }>(
      `select id, window_id as "window", contact_id as contact, status, specialist_id as specialist, target from conversation
       where window_id = any($1::text::uuid[]) order by id`,
      [`{${[...windows.keys()].join(',')}}`],
    );
  const noteWindows = async (contacts: readonly string[]) => {
    const rows = await db.query<{ id: string; contact: string }>(
      `select id, contact_id as contact from "window" where contact_id = any($1::text::uuid[])`,
      [`{${contacts.join(',')}}`],
    );
    for (const { id, contact } of rows) if (!windows.has(id)) windows.set(id, contact);
  };
  for (const each of people) await noteWindows([w.contact(each).address.slice('site:'.length)]);

  const says = async ({ address: at, says: write }: Hand) => {
    const text = `words ${newId()}`;
    words.set(text, at);
    await write(text);
    if (model.holderOf(at) === null) await meets(at);
  };

  const meets = async (at: string) => {
    const [row] = await db.query<{ contact: string }>(
      `select l.contact_id as contact from identity i join identity_link l on l.identity_id = i.id and l.until is null where i.external_id = $1`,
      [at],
    );
    if (row === undefined) return;
    model.begins(at, row.contact);
    await noteWindows([row.contact]);
  };

  const proves = async (at: Hand, as: Hand, { proof, client: which }: { proof: Proof; client: number }) => {
    const contact = model.originOf(as.address);
    if (contact === undefined || at.address.startsWith('site:')) return;
    const before = model.holderOf(at.address);
    const into = model.rootOf(contact);
    const answeredAt =
      proof === 'continue' && at.isChat ? { answeredAt: { channel: 'telegram', target: `${at.account}:${at.address}` } } : {};
    const client = (await clients.of(into))[which];
    const of = { ...answeredAt, ...(client !== undefined && { client }) };
    const join = { account: at.account, address: at.address, contact: contact as ContactId, proof, at: w.clock.at, newId, ...of };
    const done = proof === 'site-login' ? await joinStranger(db, join) : await proveAddress(db, join);
    if (done.type !== 'linked' && done.type !== 'joined') return;
    const [row] = await db.query<{ id: string }>('select id from contact_join order by id desc limit 1');
    model.join({ id: row?.id ?? '', from: before ?? at.address, into });
    expect(done.type).toBe(before === null ? 'linked' : 'joined');
  };

  const undoes = async (n: number) => {
    const join = model.joins()[n % Math.max(1, model.joins().length)];
    if (join === undefined) return;
    const undone = await undoJoin(db, { contact: model.rootOf(join.into) as ContactId, join: join.id, by: anna, at: w.clock.at, newId });
    expect(undone).toMatchObject({ type: 'undone', again: false });
    model.undo(join.id);
    // An address nobody had written from is nobody's again; whoever wrote from it meanwhile begins anew.
    for (const { address } of hands) if (model.holderOf(address) === null) await meets(address);
  };

  const clients = clientsHold(db);

  const names = async (n: number, which: number) => {
    const rows = (await conversationsOf()).filter((each) => each.status !== 'closed');
    const row = rows[n % Math.max(1, rows.length)];
    const client = row === undefined ? undefined : (await clients.of(row.contact))[which];
    if (row !== undefined && client !== undefined) await w.does('Anna', row.id, { type: 'client', client });
  };

  const replies = async (n: number) => {
    const rows = (await conversationsOf()).filter((each) => each.status !== 'closed' && each.status !== 'asking');
    const row = rows[n % Math.max(1, rows.length)];
    if (row === undefined) return;
    if (row.specialist !== anna) await w.does('Anna', row.id, { type: 'take' });
    const outcome = await w.does('Anna', row.id, { type: 'reply', text: `answer ${newId()}` });
    if (outcome.type === 'accepted' && outcome.seq !== null) ours.push({ conversation: row.id, window: row.window, seq: outcome.seq });
  };

  const edits = async (n: number, deletes: boolean) => {
    const one = ours[n % Math.max(1, ours.length)];
    if (one === undefined) return;
    const { conversation, seq } = one;
    await w.does('Anna', conversation, deletes ? { type: 'delete', seq } : { type: 'edit', seq, text: `edited ${newId()}` });
    await retrySend(db, { ...one, now: w.clock.at });
  };

  const due = async () => {
    for (const each of await dueTimers(db, w.clock.at, 100)) await w.engine.submit({ type: 'timer-due', ...each });
  };

  /** What left, left for an address of whoever it was for; only what takes a word back goes where the word went. */
  const delivers = async (slowly: boolean) => {
    m.answers = slowly ? () => ({ type: 'retry', afterMs: 1000 }) : () => ({ type: 'sent', externalId: newId() });
    await m.deliver();
    for (const { address: at, window, verb, refs } of m.sent.splice(0)) {
      const begun = windows.get(window);
      // A reminder to somebody of an earlier story.
      if (begun === undefined) continue;
      const owner = model.rootOf(begun);
      if (verb !== 'delete') expect({ verb, at: model.holderOf(at) }).toEqual({ verb, at: owner });
      for (const each of refs) expect(each.chat).toBe(at);
    }
  };

  const happens = async (act: Act): Promise<void> => {
    switch (act.type) {
      case 'says':
        return says(hand(act.by));
      case 'replies':
        return replies(act.in);
      case 'proves':
        return act.at === act.asAt ? undefined : proves(hand(act.at), hand(act.asAt), act);
      case 'names':
        return names(act.in, act.client);
      case 'undoes':
        return undoes(act.join);
      case 'edits':
        return edits(act.in, act.deletes);
      case 'delivers':
        return delivers(act.slowly);
      case 'fails':
        m.answers = () => ({ type: 'refused', reason: 'too-long' });
        await m.deliver();
        m.sent.length = 0;
    }
  };

  const holds = async () => {
    for (const { id, window, contact } of await conversationsOf()) {
      expect(contact).toBe(model.rootOf(windows.get(window) ?? ''));
      const reached = await reachedBy(db, id, anna);
      if (reached !== null) expect(model.holderOf(reached.address) ?? reached.address).toBe(contact);
    }
    await clients.hold([...windows.keys()]);
    for (const { account, address: at } of hands) {
      const thread = await threadOfAddress(db, account, at);
      expect(thread?.contact ?? null).toBe(thread === null ? null : model.holderOf(at));
      if (thread === null) continue;
      for (const each of thread.windows) expect(model.rootOf(windows.get(each.id) ?? '')).toBe(thread.contact);
      for (const row of await pageOfThread(db, thread, 'after', -1_000_000, 200)) {
        const by = words.get(row.body?.text ?? '');
        if (by !== undefined) expect(model.holderOf(by)).toBe(thread.contact);
      }
    }
  };

  for (const act of story) {
    w.clock.at = new Date(w.clock.at.getTime() + 2000);
    await happens(act);
    await due();
    await holds();
  }
  // Everybody is themselves again, and those known by name begin the next story so.
  while (model.joins().length > 0) await undoes(0);
  await due();
  await holds();
  await clients.areAsBefore([...new Set(windows.values())], people);
  w.clock.at = new Date(w.clock.at.getTime() + 600_000);
  await delivers(false);
  expect(
    await db.query(`select 1 from outbox where status in ('waiting', 'leased') and due_at <= $1::text::timestamptz`, [
      w.clock.at.toISOString(),
    ]),
  ).toEqual([]);
  const counted = await recount(db, w.engine.company());
  expect(counted).toEqual([]);
}
