import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Status } from '../../domain/decision.ts';
import type { AccountId, ConversationId } from '../../domain/ids.ts';
import type { Worded } from '../../domain/language.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, nullable, type RowOf } from '../names.ts';
import { orm } from '../orm.ts';
import { type Viewer, viewerShape } from '../people/sign-in.ts';
import { inserter } from '../rows.ts';
import {
  channelAccount,
  conversation,
  conversationEvent,
  department,
  inboundKey,
  slackHeld,
  slackThread,
  slackThreadFormer,
  specialist,
  window,
} from '../schema.ts';
import { statement } from '../statement.ts';

const account = bare(channelAccount);
const a = named(channelAccount, 'a');

const setAside = statement(
  `update ${account} set ${account.kind} = 'slack-former' where ${account.kind} = 'slack' and ${account.externalId} <> $1::text`,
);
const bringBack = statement(
  `update ${account} set ${account.kind} = 'slack' where ${account.kind} = 'slack-former' and ${account.externalId} = $1::text
     and not exists (select 1 from ${a} where ${a.kind} = 'slack' and ${a.externalId} = $1::text)`,
);
const insertAccount = inserter(channelAccount, 'on conflict do nothing');

/** Finds the account of a workspace, made at the first start. There is one workspace at a time: another one's account is set aside. */
export async function slackAccount(db: Queries, id: string, team: string): Promise<AccountId> {
  await setAside(db, [team]);
  await bringBack(db, [team]);
  await insertAccount(db, [{ id, kind: 'slack', externalId: team, webhookHash: null }]);
  const [found] = await orm(db)
    .select({ id: channelAccount.id })
    .from(channelAccount)
    .where(and(eq(channelAccount.kind, 'slack'), eq(channelAccount.externalId, team)));
  if (found === undefined) throw new Error('the account of the workspace was not kept');
  return found.id;
}

const key = bare(inboundKey);

const findKey = statement(`select 1 from ${key} where ${key.accountId} = $1::text::uuid and ${key.externalId} = $2::text`);

/** Finds out whether an event was carried out already. */
export async function isTaken(db: Queries, account: AccountId, event: string): Promise<boolean> {
  const rows = await findKey(db, [account, event]);
  return rows.length > 0;
}

const insertKey = statement(
  `insert into ${key} (${key.accountId}, ${key.externalId}, ${key.receivedAt}) values ($1::text::uuid, $2::text, $3::text::timestamptz)
   on conflict do nothing returning 1`,
);

/** Records that an event was carried out; after everything else, so that one that broke off comes again. */
export async function markTaken(db: Queries, account: AccountId, event: string, at: Date): Promise<void> {
  await insertKey(db, [account, event, at.toISOString()]);
}

/** Takes a signed call once. False: it was taken before, so this is a copy of it. */
export async function takeCall(db: Queries, account: AccountId, signature: string, at: Date): Promise<boolean> {
  const rows = await insertKey(db, [account, `call:${signature}`, at.toISOString()]);
  return rows.length > 0;
}

const deleteKey = statement(`delete from ${key} where ${key.accountId} = $1::text::uuid and ${key.externalId} = $2::text`);

/** Lets the same call in once more, because what came of it broke off. */
export async function giveBackCall(db: Queries, account: AccountId, signature: string): Promise<void> {
  await deleteKey(db, [account, `call:${signature}`]);
}

const s = named(specialist, 's');
const d = named(department, 'd');

const findViewer = statement<RowOf<typeof viewerShape>>(
  `select ${columns(viewerShape)} from ${s} left join ${d} on ${d.id} = ${s.departmentId}
    where ${s.slackUser} = $1::text and ${s.leftAt} is null order by ${s.createdAt} limit 1`,
);

/** Finds whoever has this Slack user, as somebody signed in; null for a stranger and a leaver. */
export async function viewerBySlack(db: Queries, slackUser: string): Promise<Viewer | null> {
  const [row] = await findViewer(db, [slackUser]);
  return row === undefined ? null : { ...row, session: '' };
}

const t = named(slackThread, 't');
const c = named(conversation, 'c');
const e = named(conversationEvent, 'e');

const f = named(slackThreadFormer, 'f');

/** Somebody else than the person in charge wrote in the thread since that person said last what was for the client: a colleague's note, or somebody outside. */
const isAfterWord = `(${t.outsideSeq} is not null or exists (select 1 from ${e}
  where ${e.conversationId} = ${c.id} and ${e.type} = 'noted' and ${e.data}->>'specialist' <> ${c.specialistId}::text
    and (${e.data}->>'message')::bigint > ${t.clearedSeq}))`;

const threadShape = {
  id: t.id,
  conversation: c.id,
  window: c.windowId,
  /** the conversation went on in another thread */
  isOver: expression<boolean>(`${t.endedAt} is not null`),
  status: expression<Status>(c.status),
  /** the client's channel */
  channel: c.channel,
  department: d.key,
  departmentName: expression<Worded>(d.name),
  specialist: c.specialistId,
  specialistName: nullable(s.name),
  specialistSlack: nullable(s.slackUser),
  /** what the person in charge writes next may be meant for whoever wrote before them */
  isAfterWord: expression<boolean>(isAfterWord),
};

export type ThreadRow = RowOf<typeof threadShape>;

const threadsOf = `from ${t} join ${c} on ${c.id} = ${t.conversationId} join ${d} on ${d.id} = ${c.departmentId}
     left join ${s} on ${s.id} = ${c.specialistId}`;

const findThread = statement<ThreadRow>(
  `select ${columns(threadShape)} ${threadsOf} where ${t.channel} = $1::text and ${t.rootTs} = $2::text`,
);
const findFormer = statement<ThreadRow>(
  `select ${columns({ ...threadShape, isOver: 'true' })} ${threadsOf} join ${f} on ${f.threadId} = ${t.id}
    where ${f.channel} = $1::text and ${f.rootTs} = $2::text`,
);
const findThreadById = statement<ThreadRow>(`select ${columns(threadShape)} ${threadsOf} where ${t.id} = $1::text::uuid`);

/** Finds the thread with this root; over where it stood before it was begun anew. */
export async function threadAt(db: Queries, channel: string, rootTs: string): Promise<ThreadRow | null> {
  const [row] = await findThread(db, [channel, rootTs]);
  if (row !== undefined) return row;
  const former = await findFormer(db, [channel, rootTs]);
  return former[0] ?? null;
}

export async function threadById(db: Queries, id: string): Promise<ThreadRow | null> {
  const rows = await findThreadById(db, [id]);
  return rows[0] ?? null;
}

const setThread = bare(slackThread);
const w = named(window, 'w');

const keepOutsideWord = statement(
  `update ${t} set ${setThread.outsideSeq} = ${w.lastSeq} from ${c}, ${w}
    where ${t.id} = $1::text::uuid and ${c.id} = ${t.conversationId} and ${w.id} = ${c.windowId}`,
);

const held = bare(slackHeld);

const isWordAfter = statement(
  `update ${held} set ${held.afterSeq} = null where ${held.threadId} = $1::text::uuid and ${held.isOwn} and ${held.decidedAt} is null`,
);

/** Keeps that somebody wrote in a thread whose words the desk does not keep; nothing that waits for a tap was written after it. */
export async function heardOutsideWord(db: Queries, thread: string): Promise<void> {
  await keepOutsideWord(db, [thread]);
  await isWordAfter(db, [thread]);
}

const h = named(slackHeld, 'h');

const clear = statement(
  `update ${t} set ${setThread.clearedSeq} = greatest(${t.clearedSeq}, ${h.afterSeq}), ${setThread.outsideSeq} = null from ${h}
    where ${h.id} = $1::text::uuid and ${t.id} = ${h.threadId} and ${h.afterSeq} is not null`,
);

/**
 * The person in charge has said what a held message is: what they write next goes to the client again, unless somebody else wrote after
 * that message.
 */
export async function clearWords(db: Queries, message: string): Promise<void> {
  await clear(db, [message]);
}

export interface Location {
  readonly channel: string;
  readonly rootTs: string;
}

/** Finds where a conversation's thread is now; null while it has none. */
export async function threadOf(db: Queries, conversation: string): Promise<Location | null> {
  const [row] = await orm(db)
    .select({ channel: slackThread.channel, rootTs: slackThread.rootTs })
    .from(slackThread)
    .where(and(eq(slackThread.conversationId, conversation as ConversationId), isNull(slackThread.endedAt), isNotNull(slackThread.rootTs)));
  return row === undefined || row.rootTs === null ? null : { channel: row.channel, rootTs: row.rootTs };
}

const nameShape = { user: expression<string>(s.slackUser), name: s.name };

const listNames = statement<RowOf<typeof nameShape>>(
  `select ${columns(nameShape)} from ${s} where ${s.slackUser} in (select json_array_elements_text($1::text::json))`,
);

/** Reads the names of colleagues by their Slack users: what a mention becomes. */
export async function namesBySlack(db: Queries, slackUsers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (slackUsers.length === 0) return new Map();
  const rows = await listNames(db, [JSON.stringify(slackUsers)]);
  return new Map(rows.map((row) => [row.user, row.name]));
}

/** Lists everybody who works here, with the Slack user they are known by. */
export function slackUsers(db: Queries) {
  return orm(db)
    .select({ id: specialist.id, email: specialist.email, slackUser: specialist.slackUser })
    .from(specialist)
    .where(isNull(specialist.leftAt))
    .orderBy(asc(specialist.createdAt), asc(specialist.id));
}

const set = bare(specialist);

const setSlackUser = statement(
  `update ${set} set ${set.slackUser} = $2::text where ${set.id} = $1::text::uuid and ${set.slackUser} is null
     and not exists (select 1 from ${s} where ${s.slackUser} = $2::text and ${s.leftAt} is null) returning ${set.id}`,
);

/** Keeps whom an e-mail belongs to in Slack, unless an administrator has set it meanwhile, or it is somebody else's. */
export async function rememberSlackUser(db: Queries, specialist: string, slackUser: string): Promise<boolean> {
  const rows = await setSlackUser(db, [specialist, slackUser]);
  return rows.length > 0;
}
