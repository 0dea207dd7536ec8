import { z } from 'zod';
import { exportContacts } from '../../../clients/export-contacts.ts';
import { writeCsv } from '../../../company/csv.ts';
import { type ExportedContact, listContactExports } from '../../../db/clients/contact-exports.ts';
import type { Calendar } from '../../../domain/calendar.ts';
import type { Language } from '../../../domain/language.ts';
import { tPersonal } from '../../../texts/personal.ts';
import { session } from '../../access.ts';
import { HttpError } from '../../errors.ts';
import { operation } from '../../operation.ts';
import { language, languageOf } from '../language.ts';
import { sample } from '../named.ts';
import { clientTxOf } from './client-tx.ts';

const taken = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  by: z.object({ id: z.uuid(), name: z.string() }),
  reason: z.string(),
  contacts: z.int(),
});

const exports = z.object({ items: z.array(taken) }).meta({ ref: 'ContactExportList' });

const example = {
  items: [
    {
      id: sample.id(61),
      at: sample.at,
      by: { id: sample.id(32), name: 'Dina' },
      reason: 'New-year cards, agreed with the heads',
      contacts: 412,
    },
  ],
};

const columns = ['client', 'size', 'stage', 'role', 'name', 'email', 'phone', 'telegram', 'since'] as const;

/** The newest that are shown. */
const mostShown = 100;

/** Contacts of all clients as one table. There is no other: lists and searches of the desk give a page at a time of what somebody sees. */
export const contactExportOperations = [
  operation({
    method: 'post',
    path: '/desk/api/contact-exports',
    access: session('contacts.export'),
    tag: 'desk',
    summary: 'Take contacts of all clients away as a table',
    description:
      'By the director only, with a reason in words, at most three times a day. It is in the audit, and every head is told by a task.',
    query: z.strictObject({ language }),
    body: {
      schema: z.strictObject({ reason: z.string().trim().min(10).max(500) }).meta({ ref: 'ContactExportWish' }),
      example: { reason: 'New-year cards, agreed with the heads' },
    },
    answer: { status: 200, words: 'UTF-8, commas; no cell is a formula.', type: 'text/csv' },
    errors: ['too-many-exports'],
    async handle(http, { c, viewer, body: { reason } }) {
      const company = http.company();
      const done = await http.db.transaction((tx) => exportContacts(clientTxOf(http, viewer, tx), company, viewer.id, reason));
      if (done.type === 'refused') throw new HttpError('too-many-exports');
      http.live.publish(done.told.map((id) => ({ topic: `specialist:${id}` }) as const));
      const day = company.calendar.dayOf(http.now());
      return c.body(tableOf(done.rows, languageOf(c, viewer), company.calendar), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="contacts-${day}.csv"`,
      });
    },
  }),

  operation({
    method: 'get',
    path: '/desk/api/contact-exports',
    access: session('contacts.export'),
    tag: 'desk',
    summary: 'List who took contacts away, when and why',
    answer: { status: 200, words: 'The newest first.', schema: exports, example },
    async handle({ db }) {
      const rows = await listContactExports(db, mostShown);
      return {
        items: rows.map(({ id, at, by, name, reason, contacts }) => ({
          id,
          at: at.toISOString(),
          by: { id: by, name: name ?? '' },
          reason,
          contacts,
        })),
      };
    },
  }),
] as const;

function tableOf(rows: readonly ExportedContact[], language: Language, { dayOf }: Calendar): string {
  const header = columns.map((each) => tPersonal(language, `column.${each}`));
  const body = rows.map((row) => [
    row.client ?? '',
    row.size ?? '',
    row.stage ?? '',
    row.role ?? '',
    row.name ?? '',
    row.email ?? '',
    row.phone ?? '',
    row.telegramId ?? '',
    dayOf(row.createdAt),
  ]);
  // Spreadsheets take a table for UTF-8 when it begins with this mark.
  return `\uFEFF${writeCsv([header, ...body])}`;
}
