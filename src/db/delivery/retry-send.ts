import type { ConversationId, Seq, WindowId } from '../../domain/ids.ts';
import type { Db } from '../db.ts';
import { bare, columns, named, of, type RowOf } from '../names.ts';
import { conversation, message, outbox, window } from '../schema.ts';
import { statement } from '../statement.ts';

const w = named(window, 'w');
const o = named(outbox, 'o');
const elsewhere = named(outbox, 'elsewhere');
const m = named(message, 'm');
const setWindow = bare(window);
const setRow = bare(outbox);

const lockWindow = statement(`select 1 from ${w} where ${w.id} = $1::text::uuid for no key update`);

const reviveSend = statement(
  `update ${o} set ${setRow.status} = 'waiting', ${setRow.attempts} = 0, ${setRow.dueAt} = $4::text::timestamptz, ${setRow.reason} = null,
     ${setRow.doneAt} = null
   from ${m} where ${m.windowId} = ${o.windowId} and ${m.seq} = ${o.seq} and ${m.conversationId} = $3::text::uuid and ${m.deletedAt} is null
     and ${m.body} is not null and ${o.windowId} = $1::text::uuid and ${o.seq} = $2::text::bigint and ${o.verb} = 'send'
     and ${o.audience} = 'client' and ${o.status} = 'dead' and coalesce(${o.reason}, '') not in ('taken-back', 'withheld')
     and not exists (select 1 from ${elsewhere} where ${elsewhere.windowId} = ${o.windowId} and ${elsewhere.seq} = ${o.seq}
       and ${elsewhere.verb} = 'send' and ${elsewhere.audience} = 'client' and ${elsewhere.status} <> 'dead')
   returning ${o.n}`,
);

const counted = { lastSeq: w.lastSeq };
const n = of('counted', counted);

const markChanged = statement(
  `with counted as (
     update ${w} set ${setWindow.lastSeq} = ${w.lastSeq} + 1, ${setWindow.lastChange} = ${w.lastSeq} + 1 where ${w.id} = $1::text::uuid
     returning ${columns(counted)})
   update ${m} set ${bare(message).changed} = ${n.lastSeq} from counted
   where ${m.windowId} = $1::text::uuid and ${m.seq} = $2::text::bigint`,
);

const c = named(conversation, 'c');
const versioned = { version: c.version };

const countVersion = statement<RowOf<typeof versioned>>(
  `update ${c} set ${bare(conversation).version} = ${c.version} + 1 where ${c.id} = $1::text::uuid returning ${columns(versioned)}`,
);

/** Puts what a channel refused back to be sent, in its old place; what left for another one is not sent twice. Returns the conversation's new version; null when nothing of it was refused. */
export function retrySend(
  db: Db,
  {
    conversation,
    window,
    seq,
    now,
  }: { readonly conversation: ConversationId; readonly window: WindowId; readonly seq: Seq; readonly now: Date },
): Promise<number | null> {
  return db.transaction(async (tx) => {
    await lockWindow(tx, [window]);
    const revived = await reviveSend(tx, [window, String(seq), conversation, now.toISOString()]);
    if (revived.length === 0) return null;
    // Whoever shows it reads it again, and sees that it is under way.
    await markChanged(tx, [window, String(seq)]);
    const [row] = await countVersion(tx, [conversation]);
    return row?.version ?? null;
  });
}
