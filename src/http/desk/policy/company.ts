import { z } from 'zod';
import { newestProfile, readCalendar } from '../../../db/company/profile.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { noProfile } from '../../../domain/company-profile.ts';
import { isTimeZone } from '../../../domain/hours.ts';
import { languages } from '../../../domain/language.ts';
import { reachOf } from '../../../people/access.ts';
import { changeProfile, profileVersion } from '../../../policy/change-profile.ts';
import { currency, named } from '../../../policy/form-text.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { operation } from '../../operation.ts';
import { sample } from '../named.ts';

const said = {
  name: named().nullable().describe('How the company is called.'),
  timeZone: z
    .string()
    .max(100)
    .refine(isTimeZone, 'a time zone of the IANA')
    .nullable()
    .describe('Whose days, weeks and months are counted, and in which a time without a zone is read; null: the client department’s.'),
  currency: currency.nullable().describe('Offered first wherever money is told of; null: the one used last.'),
  language: z.enum(languages).nullable().describe('Of what has no reader of its own; null: what most of its department read.'),
};

const version = z.string().max(40).describe('Names what it is; a change that names another one is refused.');

const companyView = z
  .object({
    version,
    ...said,
    now: z
      .object({
        timeZone: z.string().describe('By which days are counted now.'),
        today: z.string().describe('2026-03-10.'),
        next: z
          .object({ timeZone: z.string(), from: z.iso.datetime() })
          .nullable()
          .describe('By which they are counted from the next midnight there on.'),
        currency: z.string().nullable(),
      })
      .describe('What counts, where nothing is said too.'),
    may: z.object({ change: z.boolean() }),
  })
  .meta({ ref: 'DeskCompany' });

export type CompanyView = z.output<typeof companyView>;

const example: CompanyView = {
  version: sample.at,
  name: 'Acme',
  timeZone: 'Europe/Moscow',
  currency: 'RUB',
  language: null,
  now: { timeZone: 'Europe/Moscow', today: '2026-03-02', next: null, currency: 'RUB' },
  may: { change: true },
};

/** What the company says of itself: its name, time zone, currency and language. */
export const companyProfileOperations = [
  operation({
    method: 'get',
    path: '/desk/api/company',
    access: session('company.see'),
    tag: 'desk',
    summary: 'The company itself',
    answer: { status: 200, words: 'What it says of itself, and what counts.', schema: companyView, example },
    handle: (http, { viewer }) => viewOf(http, viewer),
  }),

  operation({
    method: 'put',
    path: '/desk/api/company',
    access: session('company.change'),
    tag: 'desk',
    summary: 'Change what the company says of itself',
    description: 'A new time zone counts from the next midnight there on: days, months and commission counted before stay as they were.',
    body: {
      schema: z.strictObject({ version, ...said }).meta({ ref: 'CompanyChange' }),
      example: { version: '', name: 'Acme', timeZone: 'Europe/Moscow', currency: 'RUB', language: 'ru' },
    },
    answer: { status: 200, words: 'As it is now.', schema: companyView, example },
    errors: ['changed-meanwhile'],
    async handle(http, { viewer, body: { version: seen, ...wish } }) {
      if (!(await changeProfile(http, viewer, seen, wish))) throw new HttpError('changed-meanwhile');
      return viewOf(http, viewer);
    },
  }),
] as const;

/** Read from the database, not from memory: whoever has just changed it sees what they did. */
async function viewOf({ db, company, now }: Http, viewer: Viewer): Promise<CompanyView> {
  const [row, calendar] = await Promise.all([newestProfile(db), readCalendar(db)]);
  const { name, timeZone, currency: ownCurrency, language } = row ?? noProfile;
  const at = now();
  const today = calendar.dayOf(at);
  const from = calendar.spanOf(today).until;
  const zones = { now: calendar.zoneAt(at), next: calendar.zoneAt(from) };
  return {
    version: profileVersion(row?.from ?? null),
    name,
    timeZone,
    currency: ownCurrency,
    language,
    now: {
      timeZone: zones.now,
      today,
      next: zones.now === zones.next ? null : { timeZone: zones.next, from: from.toISOString() },
      currency: ownCurrency ?? company().policy.data.segments?.currency ?? null,
    },
    may: { change: reachOf(viewer, 'company.change') === 'any' },
  };
}
