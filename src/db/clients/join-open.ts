import type { ClientId, ContactId, WindowId } from '../../domain/ids.ts';
import { isLoggedContact } from '../../domain/logged-contact.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { onlyClientOf } from './of-client.ts';

const c = named(schema.conversation, 'c');
const was = named(schema.conversation, 'was');
const conversation = bare(schema.conversation);
const timer = bare(schema.timer);

const openShape = {
  id: c.id,
  window: c.windowId,
  contact: c.contactId,
  track: c.track,
  /** as it says itself; what says nothing is of the only client there is, or of the one the stranger's proof was for */
  client: expression<ClientId | null>(
    `coalesce(${c.clientId}, case when ${c.contactId} = $1::text::uuid then $3::text::uuid end, ${onlyClientOf('$2::text::uuid')})`,
  ),
  isNamed: expression<boolean>(`${c.clientId} is not null`),
  asking: expression<boolean>(`${c.status} = 'asking'`),
  channel: c.channel,
  target: c.target,
  openedAt: c.openedAt,
  lastMessageAt: c.lastMessageAt,
  waits: expression<boolean>(`${c.waitingSince} is not null or ${c.status} = 'asking'`),
  waitingSince: c.waitingSince,
};

type Open = RowOf<typeof openShape>;

const openOfBoth = statement<Open>(
  `select ${columns(openShape)} from ${c}
   where ${c.contactId} in ($1::text::uuid, $2::text::uuid) and ${c.status} not in ('resolved', 'closed')
   order by ${c.status} = 'asking', ${c.openedAt}, ${c.id}`,
);

const answeredShape = { conversation: was.id, channel: was.channel, target: was.target };

/** Where a conversation was answered before a join had it answered elsewhere. */
export type Answered = RowOf<typeof answeredShape>;

const redirect = statement<Answered>(
  `update ${c} set ${conversation.channel} = $2::text, ${conversation.target} = $3::text from ${was}
    where ${c.id} = $1::text::uuid and ${was.id} = ${c.id} returning ${columns(answeredShape)}`,
);

/** Which conversation goes on, and where those that are answered elsewhere now were answered before. */
export interface Merged {
  /** the window of the conversation that goes on; null when there was no such pair */
  readonly survivor: WindowId | null;
  readonly answered: readonly Answered[];
}

/** Two contacts who are one, as far as it tells what becomes of what is open. */
interface Both {
  readonly stranger: ContactId;
  readonly contact: ContactId;
  /** whose what the stranger wrote is; null: that has to be said */
  readonly client: ClientId | null;
  /** conversations that are another client's by the join */
  readonly about: readonly { readonly conversation: string }[];
}

/**
 * Ends the younger of two open conversations on one matter of one client for the sake of the older one, which owes from now on what the younger
 * owed. One that is still being asked counts as younger: a contact we know is asked nothing (R6). What goes on is named after the client it is
 * about now. All are timers that are due at once, so that it is done for certain, under each window's own lock. The answers go where the
 * client wrote last.
 */
export async function mergeOpen(tx: Queries, at: Date, { stranger, contact, client, about }: Both): Promise<Merged> {
  const open = await openOfBoth(tx, [stranger, contact, client]);
  const pairs = pairsOf(open);
  for (const each of open) {
    const isOther = about.some(({ conversation: id }) => id === each.id);
    const isStrangers = each.contact === stranger && (each.asking || !each.isNamed);
    const ends = pairs.some(([, younger]) => younger === each);
    if (!ends && (isOther || isStrangers)) await setJoining(tx, each.id, at, { type: 'joined-client', client: each.client });
  }
  let survivor: Open | null = null;
  const answered: Answered[] = [];
  for (const [older, younger] of pairs) {
    if (survivor === null || older.track === 'general') survivor = older;
    await setJoining(tx, younger.id, at, { type: 'joined', into: older.id });
    if (younger.waits) await setJoining(tx, older.id, at, owedFor(younger));
    if (isLoggedContact(younger.channel) || younger.lastMessageAt < older.lastMessageAt) continue;
    answered.push(...(await redirect(tx, [older.id, younger.channel, younger.target])));
  }
  return { survivor: survivor?.window ?? null, answered };
}

/** The older one owes the answer: to somebody who has waited since they wrote in the younger (R28). */
function owedFor({ id: from, channel, waitingSince }: Open): Joining {
  return { type: 'joined-waits', channel, from, ...(waitingSince !== null && { since: waitingSince.getTime() }) };
}

/** The oldest of a track and client, with each younger one that was somebody else's until now. */
function pairsOf(open: readonly Open[]): (readonly [Open, Open])[] {
  const oldest = new Map<string, Open>();
  const pairs: (readonly [Open, Open])[] = [];
  for (const each of open) {
    const matter = `${each.track} ${each.client}`;
    const older = oldest.get(matter);
    if (older === undefined) oldest.set(matter, each);
    else if (older.contact !== each.contact) pairs.push([older, each]);
  }
  return pairs;
}

const upsertTimer = statement(
  `insert into ${timer} (${timer.conversationId}, ${timer.key}, ${timer.generation}, ${timer.dueAt}, ${timer.raised})
   values ($1::text::uuid, $2::text, 0, $3::text::timestamptz, $4::text::jsonb)
   on conflict (${timer.conversationId}, ${timer.key}) do update set ${timer.dueAt} = excluded.${timer.dueAt}, ${timer.raised} = excluded.${timer.raised}`,
);

export async function setJoining(tx: Queries, conversation: string, at: Date, event: Joining): Promise<void> {
  await upsertTimer(tx, [conversation, event.type, at.toISOString(), JSON.stringify(event)]);
}

/** As `engine/turns/join-into` takes them off. `from`: the conversation that ends, by which an undo finds what is no longer to be done. */
type Joining =
  | { readonly type: 'joined'; readonly into: string }
  | { readonly type: 'joined-waits'; readonly channel: string; readonly from: string; readonly since?: number }
  | { readonly type: 'joined-client'; readonly client: ClientId | null };

const answerElsewhere = statement<Answered>(
  `update ${c} set ${conversation.channel} = $2::text, ${conversation.target} = $3::text,
     ${conversation.version} = ${c.version} + 1
   from ${was} where ${was.id} = ${c.id} and ${c.contactId} = $1::text::uuid and ${c.status} <> 'closed'
     and ${c.channel} not in ('call', 'visit') and ${c.target} <> $3::text
   returning ${columns(answeredShape)}`,
);

/** Has what is open with the contact answered at this address from now on: it is where they are. */
export function answerAt(
  tx: Queries,
  contact: ContactId,
  { channel, target }: { readonly channel: string; readonly target: string },
): Promise<Answered[]> {
  return answerElsewhere(tx, [contact, channel, target]);
}
