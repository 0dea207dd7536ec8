import type { ContactId, WindowId } from '../../domain/ids.ts';
import { isLoggedContact } from '../../domain/logged-contact.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import type { Join } from './join.ts';

interface Open {
  readonly id: string;
  readonly window: WindowId;
  readonly contact: ContactId;
  readonly topic: string;
  readonly channel: string;
  readonly target: string;
  readonly openedAt: Date;
  readonly lastMessageAt: Date;
  readonly waits: boolean;
}

/**
 * Of two open conversations on one matter the younger is to end for the sake of the older one (one that is still being asked counts as
 * younger: known people are asked nothing, R6), which owes what that one owed: both
 * as timers that are due at once, so that it is done for certain, under each window's own lock. The answers go where the client
 * wrote last. Returns the window of the conversation that goes on; null when nothing met.
 */
export async function mergeOpen(
  tx: Queries,
  at: Date,
  { stranger, contact }: { readonly stranger: ContactId; readonly contact: ContactId },
): Promise<WindowId | null> {
  const open = await tx.query<Open>(
    `select c.id, c.window_id as window, c.contact_id as contact, c.topic, c.channel, c.target, c.opened_at as "openedAt",
       c.last_message_at as "lastMessageAt", c.waiting_since is not null or c.status = 'asking' as waits
     from conversation c where c.contact_id in ($1::text::uuid, $2::text::uuid) and c.status not in ('resolved', 'closed')
     order by c.status = 'asking', c.opened_at, c.id`,
    [stranger, contact],
  );
  let survivor: Open | null = null;
  for (const [older, younger] of pairsOf(open)) {
    if (survivor === null || older.topic === 'general') survivor = older;
    await setTimer(tx, younger.id, at, { type: 'joined', into: older.id });
    if (younger.waits) await setTimer(tx, older.id, at, { type: 'joined-waits', channel: younger.channel });
    if (isLoggedContact(younger.channel) || younger.lastMessageAt < older.lastMessageAt) continue;
    await tx.query('update conversation set channel = $2::text, target = $3::text where id = $1::text::uuid', [
      older.id,
      younger.channel,
      younger.target,
    ]);
  }
  return survivor?.window ?? null;
}

/** The oldest of a topic, with each younger one that was somebody else's until now. */
function pairsOf(open: readonly Open[]): (readonly [Open, Open])[] {
  const oldest = new Map<string, Open>();
  const pairs: (readonly [Open, Open])[] = [];
  for (const each of open) {
    const older = oldest.get(each.topic);
    if (older === undefined) oldest.set(each.topic, each);
    else if (older.contact !== each.contact) pairs.push([older, each]);
  }
  return pairs;
}

async function setTimer(tx: Queries, conversation: string, at: Date, raised: Joining): Promise<void> {
  await tx.query(
    `insert into timer (conversation_id, key, generation, due_at, raised)
     values ($1::text::uuid, $2::text, 0, $3::text::timestamptz, $4::text::jsonb)
     on conflict (conversation_id, key) do update set due_at = excluded.due_at, raised = excluded.raised`,
    [conversation, raised.type, at.toISOString(), JSON.stringify(raised)],
  );
}

/** As `engine/join-into` takes them off. */
type Joining = { readonly type: 'joined'; readonly into: string } | { readonly type: 'joined-waits'; readonly channel: string };

/** What changed hands with a join, so that it can be undone. */
export interface Moved {
  readonly windows: readonly WindowId[];
  readonly identity: string;
  /** where the contact's messages went before */
  readonly current: WindowId;
  readonly details: readonly string[];
  readonly tasks: readonly string[];
}

export async function recordJoin(
  tx: Queries,
  of: {
    readonly id: string;
    readonly join: Join;
    readonly stranger: ContactId;
    readonly windows: readonly WindowId[];
    readonly current: WindowId;
  },
): Promise<void> {
  const { account, address, contact, proof, at } = of.join;
  await tx.query(
    `insert into contact_join (id, from_contact_id, into_contact_id, proof, moved, at)
     select $1::text::uuid, $2::text::uuid, $3::text::uuid, $4::text, jsonb_build_object(
       'windows', to_jsonb($5::text::uuid[]), 'current', $6::text, 'identity', i.id,
       'details', (select coalesce(jsonb_agg(d.id), '[]') from contact_detail d where d.contact_id = $2::text::uuid),
       'tasks', (select coalesce(jsonb_agg(t.id), '[]') from task t where t.contact_id = $2::text::uuid and t.done_at is null)), $7::text::timestamptz
     from identity i where i.account_id = $8::text::uuid and i.external_id = $9::text`,
    [of.id, of.stranger, contact, proof, uuids(of.windows), of.current, at.toISOString(), account, address],
  );
}
