import type { SizeClass } from '../../domain/client.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, of, type RowOf } from '../names.ts';
import type { Viewer } from '../people/sign-in.ts';
import { client, conversation, department } from '../schema.ts';
import { statement } from '../statement.ts';
import { fitting } from './match.ts';
import { type ListRow, listShape } from './row.ts';
import { joined, sight, visible } from './visible.ts';

const c = named(conversation, 'c');
const d = named(department, 'd');
const cl = named(client, 'cl');

export type View = 'mine' | 'stand-in' | 'queue' | 'all';
export type StatusFilter = 'open' | 'resolved' | 'closed' | 'any';

/** What narrows a list down; null: it does not. */
export interface Filter {
  readonly department: string | null;
  /** an id, or `none` for what nobody has */
  readonly specialist: string | null;
  readonly channel: string | null;
  readonly size: SizeClass | null;
  /** a key, or `none` for what has none */
  readonly topic: string | null;
  /** only those who wait for us */
  readonly waiting: boolean;
  /** words as a query of Postgres, and the same as a part of a name */
  readonly words: { readonly query: string; readonly part: string } | null;
}

const filtered = `($8::text is null or ${d.key} = $8::text) and ($9::text is null or coalesce(${c.specialistId}::text, 'none') = $9::text)
  and ($10::text is null or ${c.channel} = $10::text) and ($11::text is null or ${cl.size} = $11::text)
  and ($12::text is null or ${c.waitingSince} is not null) and ($13::text is null or ${fitting('$13::text', '$14::text')})
  and ($15::text is null or coalesce(${c.topic}, 'none') = $15::text)`;

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`;

/** What a view holds and in which order: (group, key) ascending, then id. */
const views: Readonly<Record<View, { readonly holds: string; readonly group: string; readonly key: string }>> = {
  mine: {
    holds: `${c.specialistId} = $1::text::uuid`,
    group: `case when ${c.waitingSince} is null then 1 else 0 end`,
    key: `case when ${c.waitingSince} is null then -${ms(c.lastMessageAt)} else ${ms(c.waitingSince)} end`,
  },
  // The one whose deadline is next is where one may have to step in.
  'stand-in': {
    holds: `${c.standInId} = $1::text::uuid and ${c.dueAt} is not null`,
    group: '0',
    key: ms(`coalesce(${c.dueAt}, ${c.openedAt})`),
  },
  queue: {
    holds: `${c.specialistId} is null and ${c.status} = 'queued'`,
    group: '0',
    key: ms(`coalesce(${c.waitingSince}, ${c.openedAt})`),
  },
  all: { holds: 'true', group: '0', key: `-${ms(c.lastMessageAt)}` },
};

const statuses: Readonly<Record<StatusFilter, string>> = {
  open: `${c.status} not in ('resolved', 'closed')`,
  resolved: `${c.status} = 'resolved'`,
  closed: `${c.status} = 'closed'`,
  any: 'true',
};

/** Where a page ended: every view is one ascending order of (group, key, id). */
export interface ListPosition {
  readonly group: number;
  readonly key: number;
  readonly id: string;
}

function pageOf(view: View, status: StatusFilter) {
  const { holds, group, key } = views[view];
  const shape = { ...listShape, group: expression<number>(group), key: expression<number>(key) };
  const r = of('r', shape);
  return statement<RowOf<typeof shape>>(
    `select ${columns(r)} from (
       select ${columns(shape)} ${joined} where ${holds} and ${statuses[status]} and ${filtered} and ${visible}) ${r}
     where $4::text is null or (${r.group}, ${r.key}, ${r.id}) > ($4::text::int, $5::text::bigint, $6::text::uuid)
     order by ${r.group}, ${r.key}, ${r.id} limit $7::text::int`,
  );
}

const pagesOf = (view: View) => ({
  open: pageOf(view, 'open'),
  resolved: pageOf(view, 'resolved'),
  closed: pageOf(view, 'closed'),
  any: pageOf(view, 'any'),
});

const pages = { mine: pagesOf('mine'), 'stand-in': pagesOf('stand-in'), queue: pagesOf('queue'), all: pagesOf('all') };

export function listConversations(
  db: Queries,
  viewer: Viewer,
  { view, status, filter, after, limit }: { view: View; status: StatusFilter; filter: Filter; after: ListPosition | null; limit: number },
): Promise<(ListRow & ListPosition)[]> {
  return pages[view][status](db, [...sight(viewer), ...positionOf(after), String(limit), ...narrowed(filter)]);
}

function narrowed({ department: key, specialist: person, channel, size, waiting, words, topic }: Filter): (string | null)[] {
  return [key, person, channel, size, waiting ? 'yes' : null, words?.query ?? null, words?.part ?? null, topic];
}

function positionOf(position: ListPosition | null): (string | null)[] {
  return position === null ? [null, null, null] : [String(position.group), String(position.key), position.id];
}

const mineCounts = {
  mine: expression<number>('count(*)'),
  waiting: expression<number>(`count(*) filter (where ${c.waitingSince} is not null)`),
};
const countMine = statement<RowOf<typeof mineCounts>>(
  `select ${columns(mineCounts)} from ${c} where ${views.mine.holds} and ${statuses.open}`,
);
const countQueue = statement<{ queue: number }>(
  `select ${columns({ queue: expression<number>('count(*)') })} ${joined} where ${views.queue.holds} and ${visible}`,
);

const countStandIn = statement<{ standIn: number }>(
  `select ${columns({ standIn: expression<number>('count(*)') })} from ${c} where ${views['stand-in'].holds} and ${statuses.open}`,
);

export interface ConversationCounts {
  readonly mine: number;
  readonly waiting: number;
  readonly queue: number;
  /** which the viewer begins if a colleague is late */
  readonly standIn: number;
}

export async function countConversations(db: Queries, viewer: Viewer): Promise<ConversationCounts> {
  const [mine, queue, behind] = await Promise.all([
    countMine(db, [viewer.id]),
    countQueue(db, sight(viewer)),
    countStandIn(db, [viewer.id]),
  ]);
  return {
    mine: mine[0]?.mine ?? 0,
    waiting: mine[0]?.waiting ?? 0,
    queue: queue[0]?.queue ?? 0,
    standIn: behind[0]?.standIn ?? 0,
  };
}
