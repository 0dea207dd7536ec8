import { z } from 'zod';
import { countAsked } from '../../../clients/decide-proposal.ts';
import { countConversations, type Filter, listConversations } from '../../../db/conversations/list.ts';
import { partOf } from '../../../db/conversations/match.ts';
import type { ListRow } from '../../../db/conversations/row.ts';
import { countViolations } from '../../../db/reports/violations.ts';
import { type NearMeeting, nearestMeeting } from '../../../db/work/meeting-reminders.ts';
import { countTasks } from '../../../db/work/tasks.ts';
import { sizeClasses } from '../../../domain/client.ts';
import { statuses } from '../../../domain/decision.ts';
import type { Language } from '../../../domain/language.ts';
import { searchQuery } from '../../../domain/search-words.ts';
import { desk } from '../../../texts/posted-desk.ts';
import { translator } from '../../../texts/translate.ts';
import { session } from '../../access.ts';
import { operation } from '../../operation.ts';
import { pageOf, readCursor } from '../cursor.ts';
import { looked, paging } from '../fields.ts';
import { language, languageOf } from '../language.ts';
import { clientNamed, departmentNamed, personNamed, sample } from '../named.ts';

const t = translator(desk);

/** One row of a list. */
export const conversationRow = z.object({
  id: z.uuid(),
  version: z.int(),
  status: z.enum(statuses),
  channel: z.string(),
  department: departmentNamed,
  specialist: personNamed.nullable(),
  /** the client's name, else the contact's, else a worded stranger */
  title: z.string(),
  /** the title is more than what somebody calls themselves */
  proven: z.boolean(),
  client: clientNamed.nullable(),
  /** what it is about, a key of the company’s list; null: nobody has said yet */
  topic: z.string().nullable(),
  preview: z.string(),
  openedAt: z.iso.datetime(),
  waitingSince: z.iso.datetime().nullable(),
  /** until when an answer is owed */
  dueAt: z.iso.datetime().nullable(),
  lastMessageAt: z.iso.datetime(),
  /** who was late with it, and has been stood in for */
  standsInFor: personNamed.nullable(),
});

const conversationList = z.object({
  conversations: z.array(conversationRow),
  nextCursor: z.string().nullable(),
  /** `tasks`: mine that are open, and what across departments waits for my word */
  counts: z.object({
    mine: z.int(),
    waiting: z.int(),
    queue: z.int(),
    /** which the viewer begins if a colleague is late with the first answer */
    standIn: z.int().optional(),
    tasks: z.int().optional(),
    /** late answers of mine of the last two weeks that nobody has said a word about */
    violations: z.int().optional(),
    /** my next meeting, once it is near; null: none is */
    meeting: z
      .object({ conversation: z.uuid().nullable(), client: z.string(), startsAt: z.iso.datetime(), endsAt: z.iso.datetime() })
      .nullable()
      .optional(),
  }),
});

export type ConversationRow = z.output<typeof conversationRow>;
export type ConversationList = z.output<typeof conversationList>;

export const exampleRow: ConversationRow = {
  id: sample.conversation,
  version: 4,
  status: 'waiting-on-us',
  channel: 'webchat',
  department: sample.department,
  specialist: sample.anna,
  title: sample.client.name,
  proven: true,
  client: sample.client,
  topic: 'new-user',
  preview: 'Hello! Can two more people work in our account?',
  openedAt: sample.at,
  waitingSince: sample.at,
  dueAt: '2026-03-02T09:19:00.000Z',
  lastMessageAt: sample.at,
  standsInFor: null,
};

const query = z.strictObject({
  view: z.enum(['mine', 'stand-in', 'queue', 'all']).default('mine').describe('mine (default), stand-in, queue or all.'),
  status: z.enum(['open', 'resolved', 'closed', 'any']).default('open').describe('open (default), resolved, closed or any.'),
  q: looked.optional().describe('Words of a message, or a part of the name of the client or contact.'),
  department: z.string().max(64).optional().describe('Its key.'),
  specialist: z
    .union([z.uuid(), z.literal('none')])
    .optional()
    .describe('The id of the person in charge; none: nobody is.'),
  channel: z.string().max(64).optional().describe('webchat, call, …'),
  size: z.enum(sizeClasses).optional().describe('Of the client: private, small, medium, large or key.'),
  topic: z.string().max(64).optional().describe('The key of a topic; none: nobody has said.'),
  waiting: z.literal('yes').optional().describe('yes: only those who wait for us.'),
  ...paging,
  language,
});

/** So long a late answer waits for a word of its person, ms: two weeks. */
const freshMs = 14 * 24 * 3600 * 1000;

/**
 * mine: in my charge, waiting on us first (longest first), then the rest by newest message. stand-in: a colleague's, which I begin if they are
 * late, the nearest deadline first. queue: nobody's, in the departments I see,
 * oldest first. all: everything I may see, newest message first.
 */
export const conversationListOperations = [
  operation({
    method: 'get',
    path: '/desk/api/conversations',
    access: session('conversation.read'),
    tag: 'desk',
    summary: 'List conversations',
    description:
      'mine: those waiting on us first, longest first; stand-in: those I begin if a colleague is late, nearest deadline first; queue: oldest first; all: newest message first.',
    query,
    answer: {
      status: 200,
      words: 'A page.',
      schema: conversationList.meta({ ref: 'ConversationList' }),
      example: { conversations: [exampleRow], nextCursor: null, counts: { mine: 1, waiting: 1, queue: 0 } },
    },
    async handle({ db, now, company }, { c, viewer, query: { view, status, cursor, limit, ...narrowing } }) {
      const filter = filterOf(narrowing);
      const list = JSON.stringify([view, status, filter]);
      const after = cursor === undefined ? null : readCursor(list, cursor);
      const [rows, counts, tasks, asked, violations, meeting] = await Promise.all([
        listConversations(db, viewer, { view, status, filter, after, limit: limit + 1 }),
        countConversations(db, viewer),
        countTasks(db, viewer, now()),
        countAsked({ db, company }, viewer),
        countViolations(db, viewer.id, new Date(now().getTime() - freshMs)),
        nearestMeeting(db, viewer.id, now()),
      ]);
      const { page, nextCursor } = pageOf(list, rows, limit, (row) => row);
      return {
        conversations: page.map((row) => rowInWords(row, languageOf(c, viewer))),
        nextCursor,
        counts: { ...counts, tasks: tasks.mine + asked, violations, meeting: meetingInWords(meeting) },
      };
    },
  }),
] as const;

function meetingInWords(near: NearMeeting | null): ConversationList['counts']['meeting'] {
  if (near === null || near.startsAt === null || near.endsAt === null) return null;
  const { conversation, client, text, startsAt, endsAt } = near;
  return { conversation, client: client || text, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
}

/** Words that are none find by the part of a name only. */
function filterOf({ q, department, specialist, channel, size, topic, waiting }: Partial<z.output<typeof query>>): Filter {
  return {
    department: department ?? null,
    specialist: specialist ?? null,
    channel: channel ?? null,
    size: size ?? null,
    topic: topic ?? null,
    waiting: waiting !== undefined,
    words: q === undefined ? null : { query: searchQuery(q) ?? '', part: partOf(q) },
  };
}

export function rowInWords(row: ListRow, language: Language): ConversationRow {
  const {
    client_id: id,
    client_name: name,
    client_size: size,
    client_proven: proven,
    specialist_id: specialist,
    specialist_name: person,
  } = row;
  return {
    id: row.id,
    version: row.version,
    status: row.status,
    channel: row.channel,
    department: { key: row.department, name: row.department_name[language] },
    specialist: specialist === null || person === null ? null : { id: specialist, name: person },
    // A private person's client has no name until somebody gives it one.
    title: name || row.contact_name || t(language, 'stranger'),
    proven: row.title_proven,
    client: id === null || name === null || size === null ? null : { id, name, proven: proven === true, size },
    topic: row.topic,
    preview: row.preview,
    openedAt: row.opened_at.toISOString(),
    waitingSince: row.waiting_since?.toISOString() ?? null,
    dueAt: row.due_at?.toISOString() ?? null,
    lastMessageAt: row.last_message_at.toISOString(),
    standsInFor: row.replaced,
  };
}
