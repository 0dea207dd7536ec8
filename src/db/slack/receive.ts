import type { Status } from '../../domain/decision.ts';
import type { AccountId, ConversationId, SpecialistId, WindowId } from '../../domain/ids.ts';
import type { Worded } from '../../domain/language.ts';
import type { Queries } from '../db.ts';
import type { Viewer } from '../people/sign-in.ts';

/** The account of a workspace; made at the first start. There is one workspace at a time: another one's account is set aside. */
export async function slackAccount(db: Queries, id: string, team: string): Promise<AccountId> {
  await db.query(`update channel_account set kind = 'slack-former' where kind = 'slack' and external_id <> $1::text`, [team]);
  await db.query(
    `update channel_account set kind = 'slack' where kind = 'slack-former' and external_id = $1::text
        and not exists (select 1 from channel_account where kind = 'slack' and external_id = $1::text)`,
    [team],
  );
  await db.query(`insert into channel_account (id, kind, external_id) values ($1::text::uuid, 'slack', $2::text) on conflict do nothing`, [
    id,
    team,
  ]);
  const rows = await db.query<{ id: AccountId }>(`select id from channel_account where kind = 'slack' and external_id = $1::text`, [team]);
  const found = rows[0];
  if (found === undefined) throw new Error('the account of the workspace was not kept');
  return found.id;
}

/** Whether an event was carried out already. */
export async function isTaken(db: Queries, account: AccountId, event: string): Promise<boolean> {
  const rows = await db.query('select 1 from inbound_key where account_id = $1::text::uuid and external_id = $2::text', [account, event]);
  return rows.length > 0;
}

/** An event was carried out; written after everything else, so that one that broke off comes again. */
export async function markTaken(db: Queries, account: AccountId, event: string, at: Date): Promise<void> {
  await db.query(
    `insert into inbound_key (account_id, external_id, received_at) values ($1::text::uuid, $2::text, $3::text::timestamptz) on conflict do nothing`,
    [account, event, at.toISOString()],
  );
}

/** Takes a signed call once. False: it was taken before, so this is a copy of it. */
export async function takeCall(db: Queries, account: AccountId, signature: string, at: Date): Promise<boolean> {
  const rows = await db.query(
    `insert into inbound_key (account_id, external_id, received_at) values ($1::text::uuid, $2::text, $3::text::timestamptz)
     on conflict do nothing returning 1`,
    [account, `call:${signature}`, at.toISOString()],
  );
  return rows.length > 0;
}

/** What came of the call broke off: the same one may come once more. */
export async function giveBackCall(db: Queries, account: AccountId, signature: string): Promise<void> {
  await db.query('delete from inbound_key where account_id = $1::text::uuid and external_id = $2::text', [account, `call:${signature}`]);
}

/** Whoever has this Slack user, as somebody signed in; null for a stranger and a leaver. */
export async function viewerBySlack(db: Queries, slackUser: string): Promise<Viewer | null> {
  const rows = await db.query<Omit<Viewer, 'heads' | 'session'> & { heads: string[] | null }>(
    `select s.id, s.name, s.email, s.role, s.serves, s.languages, d.key as department,
            (select json_agg(h.key order by h.key) from department h where h.head_id = s.id) as heads
       from specialist s left join department d on d.id = s.department_id
      where s.slack_user = $1::text and s.left_at is null order by s.created_at limit 1`,
    [slackUser],
  );
  const row = rows[0];
  return row === undefined ? null : { ...row, session: '', heads: row.heads ?? [] };
}

export interface ThreadRow {
  readonly id: string;
  readonly conversation: ConversationId;
  readonly window: WindowId;
  /** the conversation went on in another thread */
  readonly isOver: boolean;
  readonly status: Status;
  /** the client's channel */
  readonly channel: string;
  readonly department: string;
  readonly departmentName: Worded;
  readonly specialist: SpecialistId | null;
  readonly specialistName: string | null;
  readonly specialistSlack: string | null;
  /** the colleague whose internal word is the newest one, after which an answer may be meant for them; null when it is not */
  readonly noted: string | null;
}

const threadColumns = `t.id, c.id as conversation, c.window_id as window, t.ended_at is not null as "isOver", c.status, c.channel,
  d.key as department, d.name as "departmentName", c.specialist_id as specialist, s.name as "specialistName", s.slack_user as "specialistSlack"`;

const threadJoins = `from slack_thread t join conversation c on c.id = t.conversation_id join department d on d.id = c.department_id
  left join specialist s on s.id = c.specialist_id`;

/** The newest event by which a person spoke. */
const noted = `(select case when e.type = 'noted' then e.data->>'specialist' end from conversation_event e
  where e.conversation_id = c.id and e.type in ('noted', 'replied', 'client.message', 'opened', 'transferred', 'taken') order by e.n desc limit 1) as noted`;

/** The thread with this root. */
export async function threadAt(db: Queries, channel: string, rootTs: string): Promise<ThreadRow | null> {
  const rows = await db.query<ThreadRow>(
    `select ${threadColumns}, ${noted} ${threadJoins} where t.channel = $1::text and t.root_ts = $2::text`,
    [channel, rootTs],
  );
  return rows[0] ?? null;
}

export interface Location {
  readonly channel: string;
  readonly rootTs: string;
}

/** Where a conversation's thread is now; null while it has none. */
export async function threadOf(db: Queries, conversation: string): Promise<Location | null> {
  const rows = await db.query<{ channel: string; rootTs: string }>(
    `select channel, root_ts as "rootTs" from slack_thread where conversation_id = $1::text::uuid and ended_at is null and root_ts is not null`,
    [conversation],
  );
  return rows[0] ?? null;
}

/** Slack users of colleagues, with their names: what a mention becomes. */
export async function namesBySlack(db: Queries, slackUsers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (slackUsers.length === 0) return new Map();
  const rows = await db.query<{ user: string; name: string }>(
    'select slack_user as user, name from specialist where slack_user in (select json_array_elements_text($1::text::json))',
    [JSON.stringify(slackUsers)],
  );
  return new Map(rows.map((row) => [row.user, row.name]));
}

export interface UnmatchedRow {
  readonly id: SpecialistId;
  readonly email: string;
  readonly slackUser: string | null;
}

/** Everybody who works here, with the Slack user they are known by. */
export function slackUsers(db: Queries): Promise<UnmatchedRow[]> {
  return db.query(`select id, email, slack_user as "slackUser" from specialist where left_at is null order by created_at, id`);
}

/** Keeps whom an e-mail belongs to in Slack, unless an administrator has said it meanwhile, or it is somebody else's. */
export async function rememberSlackUser(db: Queries, specialist: string, slackUser: string): Promise<boolean> {
  const rows = await db.query(
    `update specialist set slack_user = $2::text where id = $1::text::uuid and slack_user is null
        and not exists (select 1 from specialist o where o.slack_user = $2::text and o.left_at is null) returning id`,
    [specialist, slackUser],
  );
  return rows.length > 0;
}
