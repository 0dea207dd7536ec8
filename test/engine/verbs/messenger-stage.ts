import { v7 } from 'uuid';
import type { Attachment } from '../../../src/domain/content.ts';
import type { SendResult } from '../../../src/domain/delivery.ts';
import type { AccountId, ConversationId, NewId, WindowId } from '../../../src/domain/ids.ts';
import type { Channel, Dispatch, FetchedFile } from '../../../src/engine/delivery/channel.ts';
import { deliverOnce } from '../../../src/engine/delivery/deliver.ts';
import { fetchOnce } from '../../../src/engine/delivery/fetch.ts';
import type { InFlight } from '../../../src/engine/delivery/in-flight.ts';
import type { Inbound, InboundEdit, Outcome } from '../../../src/engine/submissions/submission.ts';
import { noCaps } from '../../../src/files/caps.ts';
import { conversationOf, type World, world } from '../../support/world.ts';

const id = v7 as NewId;

/** A message as it is stored. */
interface Stored {
  readonly body: { readonly text: string; readonly quote?: number; readonly attachments?: Attachment[] };
  readonly editedAt: Date | null;
  readonly deletedAt: Date | null;
  readonly reactions: unknown;
}

/** A company with Anna and Boris, and a client who writes to them through Telegram. */
export interface Stage {
  readonly w: World;
  readonly m: Messenger;
  readonly chat: Chat;
  /** the client's conversation, in Anna's charge */
  readonly conversation: ConversationId;
  /** begins with another client */
  next(): Promise<void>;
  message(window: WindowId, seq: number): Promise<Stored | undefined>;
  /** the fate of a message of the client's window on its way out */
  lane(verb: string, seq: number): Promise<{ status: string; reason: string | null; attempts: number }[]>;
  /** Anna's; returns its place */
  reply(text: string, more?: object): Promise<number>;
  /** so many ms from now */
  later(ms: number): Date;
}

export async function messengerStage(): Promise<Stage> {
  const w = await world('pglite', {
    specialists: [{ name: 'Anna' }, { name: 'Boris' }],
    policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 60 } } }),
  });
  const m = await messenger(w, 'telegram');
  let chat = m.chat();
  let conversation = '' as ConversationId;
  return {
    w,
    m,
    get chat() {
      return chat;
    },
    get conversation() {
      return conversation;
    },
    async next() {
      chat = m.chat();
      conversation = conversationOf(await chat.says('operator'));
      await w.does('Anna', conversation, { type: 'take' });
      await m.deliver();
      m.sent.length = 0;
    },
    message: async (window, seq) => {
      const rows = await w.db.query<Stored>(
        `select body, edited_at as "editedAt", deleted_at as "deletedAt", reactions from message
         where window_id = $1::text::uuid and seq = $2::text::bigint`,
        [window, String(seq)],
      );
      return rows[0];
    },
    lane: (verb, seq) =>
      w.db.query(
        'select status, reason, attempts from outbox where window_id = $1::text::uuid and verb = $2 and seq = $3::text::bigint order by n',
        [chat.window, verb, String(seq)],
      ),
    reply: async (text, more = {}) => seqOf(await w.does('Anna', conversation, { type: 'reply', text, ...more })),
    later: (ms) => new Date(w.clock.at.getTime() + ms),
  };
}

/** The place of the message that was made. */
export function seqOf(outcome: Outcome): number {
  if (outcome.type === 'refused' || outcome.seq === null) throw new Error('no message');
  return outcome.seq;
}

/** A messenger of one's own beside the web chat: what left for it, and how it answers. */
export interface Messenger {
  readonly account: AccountId;
  readonly sent: Dispatch[];
  answers: (dispatch: Dispatch) => SendResult;
  fetches: (remote: string) => FetchedFile;
  scopes: (address: string) => readonly string[];
  /** delivers until nothing more is due */
  deliver(): Promise<void>;
  /** delivers what is due of each lane first; how much that was */
  deliverHeads(): Promise<number>;
  fetch(inFlight?: InFlight): Promise<number>;
  chat(address?: string): Chat;
}

/** Somebody's chat in it. */
export interface Chat {
  readonly address: string;
  readonly window: WindowId;
  says(text: string, more?: Partial<Inbound>): Promise<Outcome>;
  edits(ref: string, text: string, more?: Partial<InboundEdit>): Promise<Outcome>;
  reacts(ref: string, ...emoji: string[]): Promise<Outcome>;
}

/** Opens an account of the kind in the world, and gives its channel, and one for each other account, to a deliverer. */
export async function messenger(w: World, kind: string): Promise<Messenger> {
  const account = id<'account'>();
  await w.db.query('insert into channel_account (id, kind, external_id) values ($1::text::uuid, $2, $3)', [account, kind, kind]);
  await w.engine.reload();
  const sent: Dispatch[] = [];
  let posts = 0;
  const holder = id();
  const made: Messenger = {
    account,
    sent,
    answers: () => ({ type: 'sent', externalId: `out-${++posts}` }),
    fetches: () => ({ type: 'lost', reason: 'none' }),
    scopes: () => [],
    async deliver() {
      while ((await made.deliverHeads()) > 0);
    },
    deliverHeads: () => deliverOnce({ db: w.db, now: () => w.clock.at, holder, submit: w.engine.submit, channelOf }),
    fetch: (inFlight) =>
      fetchOnce({
        db: w.db,
        now: () => w.clock.at,
        random: () => 0,
        submit: w.engine.submit,
        caps: noCaps,
        channelOf,
        ...(inFlight === undefined ? {} : { inFlight }),
      }),
    chat: (address = id()) => chatOf(w, kind, address),
  };
  const channel: Channel = {
    kind,
    async send(dispatch) {
      const result = made.answers(dispatch);
      if (result.type === 'sent') sent.push(dispatch);
      return result;
    },
    scopes: ({ address }) => made.scopes(address),
    fetchFile: async (remote) => made.fetches(remote),
  };
  const others: Channel = { kind: 'other', send: async () => ({ type: 'sent', externalId: '', parts: [] }) };
  const channelOf = (accountId: string) => (accountId === account ? channel : others);
  return made;
}

function chatOf(w: World, account: string, address: string): Chat {
  const window = id<'window'>();
  const from = { account, address, language: 'en' as const };
  return {
    address,
    window,
    says: (text, more = {}) =>
      w.engine.submit({
        type: 'inbound',
        externalId: id(),
        window,
        ...from,
        content: { text },
        ref: { chat: address, id: id() },
        occurredAt: w.clock.at,
        ...more,
      }),
    edits: (ref, text, more = {}) =>
      w.engine.submit({
        type: 'inbound-edit',
        externalId: id(),
        window,
        ...from,
        ref: { chat: address, id: ref },
        content: { text },
        occurredAt: w.clock.at,
        ...more,
      }),
    reacts: (ref, ...emoji) =>
      w.engine.submit({
        type: 'inbound-reaction',
        externalId: id(),
        account,
        address,
        ref: { chat: address, id: ref },
        emoji,
        occurredAt: w.clock.at,
      }),
  };
}
