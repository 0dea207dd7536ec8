import { v7 } from 'uuid';
import type { SendResult } from '../../../src/domain/delivery.ts';
import type { AccountId, NewId, WindowId } from '../../../src/domain/ids.ts';
import type { Channel, Dispatch, FetchedFile } from '../../../src/engine/delivery/channel.ts';
import { deliverOnce } from '../../../src/engine/delivery/deliver.ts';
import { fetchOnce } from '../../../src/engine/delivery/fetch.ts';
import type { InFlight } from '../../../src/engine/delivery/in-flight.ts';
import type { Inbound, InboundEdit, Outcome } from '../../../src/engine/submissions/submission.ts';
import type { World } from '../../support/world.ts';

const id = v7 as NewId;

/** A messenger of one's own beside the web chat: what left for it, and how it answers. */
export interface Messenger {
  readonly account: AccountId;
  readonly sent: Dispatch[];
  answers: (dispatch: Dispatch) => SendResult;
  fetches: (remote: string) => FetchedFile;
  scopes: (address: string) => readonly string[];
  /** delivers until nothing more is due */
  deliver(): Promise<void>;
  fetch(underway?: InFlight): Promise<number>;
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
      const deps = { db: w.db, now: () => w.clock.at, holder, submit: w.engine.submit, channelOf };
      while ((await deliverOnce(deps)) > 0);
    },
    fetch: (underway) =>
      fetchOnce({
        db: w.db,
        now: () => w.clock.at,
        random: () => 0,
        submit: w.engine.submit,
        channelOf,
        ...(underway === undefined ? {} : { inFlight: underway }),
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
