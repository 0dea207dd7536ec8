import type { ContactId, WindowId } from '../../domain/ids.ts';
import { isLoggedContact } from '../../domain/logged-contact.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import type { Join } from './join.ts';

const c = named(schema.conversation, 'c');
const i = named(schema.identity, 'i');
const cd = named(schema.contactDetail, 'cd');
const t = named(schema.task, 't');
const conversation = bare(schema.conversation);
const timer = bare(schema.timer);
const record = bare(schema.contactJoin);

const openShape = {
  id: c.id,
  window: c.windowId,
  contact: c.contactId,
  topic: c.topic,
  channel: c.channel,
  target: c.target,
  openedAt: c.openedAt,
  lastMessageAt: c.lastMessageAt,
  waits: expression<boolean>(`${c.waitingSince} is not null or ${c.status} = 'asking'`),
};

type Open = RowOf<typeof openShape>;

const openOfBoth = statement<Open>(
  `select ${columns(openShape)} from ${c}
   where ${c.contactId} in ($1::text::uuid, $2::text::uuid) and ${c.status} not in ('resolved', 'closed')
   order by ${c.status} = 'asking', ${c.openedAt}, ${c.id}`,
);

const redirect = statement(
  `update ${conversation} set ${conversation.channel} = $2::text, ${conversation.target} = $3::text where ${conversation.id} = $1::text::uuid`,
);

/**
 * Ends the younger of two open conversations on one matter for the sake of the older one, which owes from now on what the younger owed.
 * One that is still being asked counts as younger: a contact we know is asked nothing (R6). Both are timers that are due at once, so
 * that it is done for certain, under each window's own lock. The answers go where the client wrote last. Returns the window of the
 * conversation that goes on; null when there was no such pair.
 */
export async function mergeOpen(
  tx: Queries,
  at: Date,
  { stranger, contact }: { readonly stranger: ContactId; readonly contact: ContactId },
): Promise<WindowId | null> {
  const open = await openOfBoth(tx, [stranger, contact]);
  let survivor: Open | null = null;
  for (const [older, younger] of pairsOf(open)) {
    if (survivor === null || older.topic === 'general') survivor = older;
    await setTimer(tx, younger.id, at, { type: 'joined', into: older.id });
    if (younger.waits) await setTimer(tx, older.id, at, { type: 'joined-waits', channel: younger.channel });
    if (isLoggedContact(younger.channel) || younger.lastMessageAt < older.lastMessageAt) continue;
    await redirect(tx, [older.id, younger.channel, younger.target]);
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

const upsertTimer = statement(
  `insert into ${timer} (${timer.conversationId}, ${timer.key}, ${timer.generation}, ${timer.dueAt}, ${timer.raised})
   values ($1::text::uuid, $2::text, 0, $3::text::timestamptz, $4::text::jsonb)
   on conflict (${timer.conversationId}, ${timer.key}) do update set ${timer.dueAt} = excluded.${timer.dueAt}, ${timer.raised} = excluded.${timer.raised}`,
);

async function setTimer(tx: Queries, conversation: string, at: Date, event: Joining): Promise<void> {
  await upsertTimer(tx, [conversation, event.type, at.toISOString(), JSON.stringify(event)]);
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

/** A `Moved`. */
const moved = `jsonb_build_object(
  'windows', to_jsonb($5::text::uuid[]), 'current', $6::text, 'identity', ${i.id},
  'details', (select coalesce(jsonb_agg(${cd.id}), '[]') from ${cd} where ${cd.contactId} = $2::text::uuid),
  'tasks', (select coalesce(jsonb_agg(${t.id}), '[]') from ${t} where ${t.contactId} = $2::text::uuid and ${t.doneAt} is null))`;

const insertJoin = statement(
  `insert into ${record} (${record.id}, ${record.fromContactId}, ${record.intoContactId}, ${record.proof}, ${record.moved}, ${record.at})
   select $1::text::uuid, $2::text::uuid, $3::text::uuid, $4::text, ${moved}, $7::text::timestamptz
   from ${i} where ${i.accountId} = $8::text::uuid and ${i.externalId} = $9::text`,
);

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
  await insertJoin(tx, [of.id, of.stranger, contact, proof, uuids(of.windows), of.current, at.toISOString(), account, address]);
}
