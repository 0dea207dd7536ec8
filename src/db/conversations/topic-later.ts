import type { TopicNoted } from '../../domain/event.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { insertSelect } from '../rows.ts';
import { conversation, conversationEvent, metricEvent, window } from '../schema.ts';
import { statement } from '../statement.ts';

const c = named(conversation, 'c');
const w = named(window, 'w');
const set = bare(conversation);

const lockWindow = statement(
  `select 1 from ${w} where ${w.id} = (select ${c.windowId} from ${c} where ${c.id} = $1::text::uuid) for no key update`,
);

const changed = { events: expression<number>(set.events), version: set.version };

const change = statement<RowOf<typeof changed>>(
  `update ${set} set ${set.topic} = $2::text, ${set.events} = ${set.events} + 1, ${set.version} = ${set.version} + 1
    where ${set.id} = $1::text::uuid and ${set.status} = 'closed' and ${set.topic} is distinct from $2::text returning ${columns(changed)}`,
);

const log = statement(
  `${insertSelect(conversationEvent, {
    conversationId: c.id,
    n: c.events,
    at: '$2::text::timestamptz',
    type: `'topic'`,
    data: '$3::text::jsonb',
  })} from ${c} where ${c.id} = $1::text::uuid`,
);

const count = statement(
  `${insertSelect(metricEvent, {
    conversationId: c.id,
    n: c.events,
    at: '$2::text::timestamptz',
    metric: `'topic'`,
    departmentId: c.departmentId,
    specialistId: c.specialistId,
    channel: c.channel,
    data: '$3::text::jsonb',
  })} from ${c} where ${c.id} = $1::text::uuid`,
);

/** Notes what a closed conversation was about: in its log, and counted. Returns its new version; null when it is so already, or not closed. */
export async function noteTopicOfClosed(tx: Queries, id: string, event: TopicNoted, now: Date): Promise<number | null> {
  await lockWindow(tx, [id]);
  const [row] = await change(tx, [id, event.topic]);
  if (row === undefined) return null;
  await log(tx, [id, now.toISOString(), JSON.stringify(event)]);
  await count(tx, [id, now.toISOString(), JSON.stringify({ topic: event.topic, source: event.source })]);
  return row.version;
}
