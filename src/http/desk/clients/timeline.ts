import { z } from 'zod';
import { type TimelineRow, timelineOf } from '../../../db/clients/timeline.ts';
import { statuses } from '../../../domain/decision.ts';
import type { Language } from '../../../domain/language.ts';
import { session } from '../../access.ts';
import { operation } from '../../operation.ts';
import { pageOf, readCursor } from '../cursor.ts';
import { paging } from '../fields.ts';
import { language, languageOf } from '../language.ts';
import { contactNamed, departmentNamed, personNamed, sample } from '../named.ts';
import { client } from './client.ts';

const timeline = z.object({
  conversations: z.array(
    z.object({
      id: z.uuid(),
      contact: contactNamed,
      channel: z.string(),
      department: departmentNamed,
      status: z.enum(statuses),
      /** who served, in order */
      served: z.array(personNamed),
      openedAt: z.iso.datetime(),
      lastMessageAt: z.iso.datetime(),
      resolvedAt: z.iso.datetime().nullable(),
      messages: z.int(),
      /** the client's first words, and the newest ones of anybody; up to 200 characters, empty where it does not open to this viewer */
      first: z.string(),
      last: z.string(),
      /** this viewer may open it */
      opens: z.boolean(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

export type Timeline = z.output<typeof timeline>;

const example: Timeline = {
  conversations: [
    {
      id: sample.conversation,
      contact: sample.contact,
      channel: 'webchat',
      department: sample.department,
      status: 'waiting-on-client',
      served: [sample.anna],
      openedAt: sample.at,
      lastMessageAt: '2026-03-02T09:18:00.000Z',
      resolvedAt: null,
      messages: 4,
      first: 'Hello! Can two more people work in our account?',
      last: 'Good morning! Two more people fit your plan.',
      opens: true,
    },
  ],
  nextCursor: null,
};

/** The client's whole history, over all contacts and channels. */
export const timelineOperations = [
  operation({
    method: 'get',
    path: '/desk/api/clients/:id/timeline',
    access: session('client.see', client),
    tag: 'desk',
    summary: 'Everything that was with a client',
    description: 'Conversations of all its contacts over all channels, the newest first.',
    query: z.strictObject({ ...paging, language }),
    answer: { status: 200, words: 'A page.', schema: timeline.meta({ ref: 'Timeline' }), example },
    async handle({ db }, { c, viewer, object, query: { cursor, limit } }) {
      const list = `timeline ${object.id}`;
      const after = cursor === undefined ? null : readCursor(list, cursor);
      const rows = await timelineOf(db, viewer, { client: object.id, after, limit: limit + 1 });
      const { page, nextCursor } = pageOf(list, rows, limit, (row) => row);
      return { conversations: page.map((row) => pastInWords(row, languageOf(c, viewer))), nextCursor };
    },
  }),
] as const;

function pastInWords(row: TimelineRow, language: Language): Timeline['conversations'][number] {
  return {
    id: row.id,
    contact: { id: row.contact_id, name: row.contact_name, proven: row.contact_proven },
    channel: row.channel,
    department: { key: row.department, name: row.department_name[language] },
    status: row.status,
    served: [...(row.served ?? [])],
    openedAt: row.opened_at.toISOString(),
    lastMessageAt: row.last_message_at.toISOString(),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    messages: row.messages,
    first: row.first ?? '',
    last: row.last ?? '',
    opens: row.opens,
  };
}
