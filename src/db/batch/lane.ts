import type { ConversationId, IdentityId, Seq, WindowId } from '../../domain/ids.ts';
import type { Author } from '../../domain/message.ts';
import { texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';

/** A message to the client that is still to leave for an address. */
export interface Unsent {
  readonly windowId: WindowId;
  readonly target: string;
  readonly seq: Seq;
  readonly conversationId: ConversationId;
  readonly author: Author;
}

/** What stands in the lanes of these addresses, the first to leave first. */
export function loadUnsent(tx: Queries, lanes: readonly { readonly windowId: WindowId; readonly target: string }[]): Promise<Unsent[]> {
  if (lanes.length === 0) return Promise.resolve([]);
  return tx.query(
    `select o.window_id as "windowId", o.target, o.seq, m.conversation_id as "conversationId", m.author
     from unnest($1::text::uuid[], $2::text::text[]) as k(window_id, target)
     join outbox o on o.window_id = k.window_id and o.target = k.target and o.status in ('waiting', 'leased') and o.verb = 'send' and o.audience = 'client'
     join message m on m.window_id = o.window_id and m.seq = o.seq and m.audience = 'client' and m.deleted_at is null
     order by o.n`,
    [uuids(lanes.map((each) => each.windowId)), texts(lanes.map((each) => each.target))],
  );
}

/** An address of a contact at which they can be written to. */
export interface OtherWay {
  readonly windowId: WindowId;
  readonly identityId: IdentityId;
  readonly channel: string;
  readonly target: string;
}

/** Where else the contacts of these windows can be reached, the newest way first. A call or a visit is nowhere a message can go. */
export function loadOtherWays(tx: Queries, windows: readonly WindowId[]): Promise<OtherWay[]> {
  if (windows.length === 0) return Promise.resolve([]);
  return tx.query(
    `select w.id as "windowId", i.id as "identityId", a.kind as channel, i.account_id::text || ':' || i.external_id as target
     from "window" w join identity_link l on l.contact_id = w.contact_id and l.until is null
     join identity i on i.id = l.identity_id and i.unreachable_at is null
     join channel_account a on a.id = i.account_id and a.kind not in ('call', 'visit')
     where w.id = any($1::text::uuid[]) order by l."from" desc, l.id desc`,
    [uuids(windows)],
  );
}
