import type { Db, Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { conversation, externalRef, message, outbox, slackThread, slackThreadFormer, window } from '../schema.ts';
import { statement } from '../statement.ts';
import { forThread } from './threads.ts';

const t = named(slackThread, 't');
const c = named(conversation, 'c');
const w = named(window, 'w');
const m = named(message, 'm');
const o = named(outbox, 'o');

const ofThread = { window: expression<string>(w.id), conversation: expression<string>(c.id) };

const lockWindow = statement<RowOf<typeof ofThread>>(
  `select ${columns(ofThread)} from ${t} join ${c} on ${c.id} = ${t.conversationId} join ${w} on ${w.id} = ${c.windowId}
    where ${t.id} = $1::text::uuid for no key update of w`,
);

const thread = bare(slackThread);

const clearThread = statement(
  `update ${thread} set ${thread.channel} = $2::text, ${thread.rootTs} = null, ${thread.posted} = 0,
     ${thread.wanted} = greatest(${thread.wanted}, 1), ${thread.postedHash} = null, ${thread.carriedTo} = null, ${thread.mentionedId} = null, ${thread.attempts} = 0,
     ${thread.claimedUntil} = null, ${thread.shownAt} = null, ${thread.dueAt} = $5::text::timestamptz
   where ${thread.id} = $1::text::uuid and ${thread.endedAt} is null and ${thread.channel} = $3::text
     and ${thread.rootTs} is not distinct from $4::text returning ${thread.id}`,
);

const former = bare(slackThreadFormer);

const keepFormer = statement(
  `insert into ${former} (${former.channel}, ${former.rootTs}, ${former.threadId}) values ($1::text, $2::text, $3::text::uuid)
   on conflict (${former.channel}, ${former.rootTs}) do update set ${former.threadId} = excluded.${former.threadId}`,
);

const ref = bare(externalRef);

const forgetPosts = statement(
  `delete from ${ref} where ${ref.accountId} = $1::text::uuid and ${ref.windowId} = $2::text::uuid
     and ${ref.seq} in (select ${m.seq} from ${m} where ${m.windowId} = $2::text::uuid and ${m.conversationId} = $3::text::uuid)`,
);

const row = bare(outbox);
const isForThread = forThread(m);

const dropChanges = statement(
  `update ${row} set ${row.status} = 'dead', ${row.reason} = 'begun-anew', ${row.doneAt} = $3::text::timestamptz, ${row.leasedBy} = null,
     ${row.leasedUntil} = null
   where ${row.windowId} = $1::text::uuid and ${row.target} = $2::text and ${row.verb} <> 'send' and ${row.status} in ('waiting', 'leased')`,
);

const sendAgain = statement(
  `insert into ${row} (${row.windowId}, ${row.target}, ${row.n}, ${row.verb}, ${row.audience}, ${row.seq}, ${row.urgent}, ${row.status},
     ${row.attempts}, ${row.dueAt})
   select ${m.windowId}, $2::text, ${m.seq}, 'send', 'internal', ${m.seq}, ${m.author} <> 'system', 'waiting', 0, $4::text::timestamptz
   from ${m} where ${m.windowId} = $1::text::uuid and ${m.conversationId} = $3::text::uuid and ${m.body} is not null and ${m.deletedAt} is null
     and ${isForThread}
     and ${m.seq} >= coalesce((select min(${o.seq}) from ${o} where ${o.windowId} = $1::text::uuid and ${o.target} = $2::text), 0)
   on conflict (${row.windowId}, ${row.target}, ${row.n}) do update set ${row.status} = 'waiting', ${row.attempts} = 0,
     ${row.dueAt} = excluded.${row.dueAt}, ${row.reason} = null, ${row.doneAt} = null, ${row.leasedBy} = null, ${row.leasedUntil} = null
     where ${row}.${row.verb} = 'send'`,
);

interface Anew {
  readonly id: string;
  readonly channel: string;
  readonly account: string;
  /** the root and channel that were lost */
  readonly from: { readonly channel: string; readonly rootTs: string | null };
  readonly now: Date;
}

/**
 * Begins a thread anew, in `channel`: its card and everything it held are posted again, in order, what was written in Slack itself
 * as well; where it stood is kept. Returns false, and does nothing, when it is over or was begun anew meanwhile.
 */
export function beginThreadAnew(db: Db, { id, channel, account, from, now }: Anew): Promise<boolean> {
  const at = now.toISOString();
  return db.transaction(async (tx: Queries) => {
    // The window first: its lock is what lanes are written under.
    const [found] = await lockWindow(tx, [id]);
    if (found === undefined) return false;
    const cleared = await clearThread(tx, [id, channel, from.channel, from.rootTs, at]);
    if (cleared.length === 0) return false;
    if (from.rootTs !== null) await keepFormer(tx, [from.channel, from.rootTs, id]);
    const target = `${account}:${id}`;
    await forgetPosts(tx, [account, found.window, found.conversation]);
    await dropChanges(tx, [found.window, target, at]);
    await sendAgain(tx, [found.window, target, found.conversation, at]);
    return true;
  });
}
