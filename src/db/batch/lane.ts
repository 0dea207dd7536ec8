import type { WindowId } from '../../domain/ids.ts';
import type { Author } from '../../domain/message.ts';
import { texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { channelAccount, identity, identityLink, message, outbox, window } from '../schema.ts';
import { statement } from '../statement.ts';

const o = named(outbox, 'o');
const m = named(message, 'm');

const unsent = {
  windowId: o.windowId,
  target: o.target,
  seq: o.seq,
  conversationId: m.conversationId,
  author: expression<Author>(m.author),
};

/** A message to the client that is still to leave for an address. */
export type Unsent = RowOf<typeof unsent>;

const unsentOf = statement<Unsent>(
  `select ${columns(unsent)} from unnest($1::text::uuid[], $2::text::text[]) as k(window_id, target)
   join ${o} on ${o.windowId} = k.window_id and ${o.target} = k.target and ${o.status} in ('waiting', 'leased') and ${o.verb} = 'send'
     and ${o.audience} = 'client'
   join ${m} on ${m.windowId} = ${o.windowId} and ${m.seq} = ${o.seq} and ${m.audience} = 'client' and ${m.deletedAt} is null
   order by ${o.n}`,
);

/** Reads what stands in the lanes of these addresses, the first to leave first. */
export function loadUnsent(tx: Queries, lanes: readonly { readonly windowId: WindowId; readonly target: string }[]): Promise<Unsent[]> {
  if (lanes.length === 0) return Promise.resolve([]);
  return unsentOf(tx, [uuids(lanes.map((each) => each.windowId)), texts(lanes.map((each) => each.target))]);
}

const w = named(window, 'w');
const l = named(identityLink, 'l');
const i = named(identity, 'i');
const a = named(channelAccount, 'a');

const otherWay = {
  windowId: w.id,
  identityId: i.id,
  channel: a.kind,
  target: expression<string>(`${i.accountId}::text || ':' || ${i.externalId}`),
};

/** An address of a contact at which they can be written to. */
export type OtherWay = RowOf<typeof otherWay>;

const otherWaysOf = statement<OtherWay>(
  `select ${columns(otherWay)} from ${w} join ${l} on ${l.contactId} = ${w.contactId} and ${l.until} is null
   join ${i} on ${i.id} = ${l.identityId} and ${i.unreachableAt} is null
   join ${a} on ${a.id} = ${i.accountId} and ${a.kind} not in ('call', 'visit')
   where ${w.id} = any($1::text::uuid[]) order by ${l.from} desc, ${l.id} desc`,
);

/** Reads where else the contacts of these windows can be reached, the newest way first. A call or a visit is nowhere a message can go. */
export function loadOtherWays(tx: Queries, windows: readonly WindowId[]): Promise<OtherWay[]> {
  if (windows.length === 0) return Promise.resolve([]);
  return otherWaysOf(tx, [uuids(windows)]);
}
