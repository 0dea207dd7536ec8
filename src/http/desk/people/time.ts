import { Hono } from 'hono';
import { z } from 'zod';
import { departmentRows } from '../../../db/people/departments.ts';
import { absencesOf, cancelAbsence, planAbsence } from '../../../people/absences.ts';
import { setAvailability } from '../../../people/availability.ts';
import { changeDepartment, coverOf } from '../../../people/departments.ts';
import { seePerson } from '../../../people/see.ts';
import { readBody, readQuery } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { languageOf } from '../conversations/words.ts';
import { signedIn, signedInToChange } from './auth.ts';
import * as contract from './contract.ts';
import * as examples from './examples.ts';
import { granted } from './people-answer.ts';
import { idOf } from './staff.ts';
import { absenceInWords, departmentInWords, memberOf } from './words.ts';

const read = { tag: 'desk', security: 'deskSession' } as const;
const change = { tag: 'desk', security: 'deskChange' } as const;
const inLanguage = { language: 'ru or en; before Accept-Language.' };
const body = ['bad-json', 'invalid-request', 'too-large', 'unsupported-media-type'] as const;
const signed = ['unauthorized', 'csrf', 'cross-site'] as const;

/** The longest stretch that is looked at for cover, in days. */
const mostDays = 62;
const day = 86_400_000;

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const coverQuery = z
  .strictObject({ from: instant, until: instant, language: z.string().max(35).optional() })
  .refine(
    ({ from, until }) => from < until && until.getTime() - from.getTime() <= mostDays * day,
    `from before until, at most ${mostDays} days`,
  );

/** Who is there when: what people say themselves, absences, working time and its gaps. */
export function timeRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const presence = { schema: contract.presenceOf.meta({ ref: 'Presence' }), example: examples.presence };
  const wish = { schema: contract.availabilityWish.meta({ ref: 'AvailabilityWish' }), example: examples.availabilityWish };
  const absence = { schema: contract.absence.meta({ ref: 'Absence' }), example: examples.absence };
  const department = { schema: contract.departmentView.meta({ ref: 'Department' }), example: examples.department };

  const presenceOf = async (viewer: Awaited<ReturnType<typeof signedIn>>, id: string) => {
    const row = await seePerson(deps, viewer, id);
    if (row === null) throw new HttpError('unknown-person');
    const { availability, awayUntil, presence } = memberOf(row, { viewer, company: deps.company(), language: 'en', now: deps.now() });
    return { availability, awayUntil, presence };
  };

  app.get(
    '/me/availability',
    describe({
      ...read,
      summary: 'Whether one takes conversations',
      answers: { 200: { words: 'Now.', ...presence } },
      errors: ['unauthorized'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      return c.json(await presenceOf(viewer, viewer.id));
    },
  );

  for (const path of ['/me/availability', '/staff/:id/availability'] as const) {
    const isOwn = path === '/me/availability';
    app.put(
      path,
      describe({
        ...change,
        summary: isOwn ? 'Say whether one takes conversations' : 'Say for somebody whether they take conversations',
        description: 'At once. Conversations in their charge stay there.',
        body: wish,
        answers: { 200: { words: 'Now.', ...presence } },
        errors: [...body, ...signed, ...(isOwn ? [] : (['forbidden', 'unknown-person', 'has-left'] as const)), 'not-ahead'],
      }),
      async (c) => {
        const viewer = await signedInToChange(deps, c);
        const id = isOwn ? viewer.id : idOf(c, 'unknown-person');
        const { availability, awayUntil } = await readBody(c, contract.availabilityWish);
        const until = awayUntil === null ? null : new Date(awayUntil);
        granted(await setAvailability(deps, viewer, id, { availability, awayUntil: until }));
        return c.json(await presenceOf(viewer, id));
      },
    );
  }

  app.get(
    '/staff/:id/absences',
    describe({
      ...read,
      summary: 'Absences that are on or to come',
      answers: {
        200: {
          words: 'The earliest first.',
          schema: contract.absences.meta({ ref: 'Absences' }),
          example: { absences: [examples.absence] },
        },
      },
      errors: ['unauthorized', 'unknown-person'],
    }),
    async (c) => {
      const rows = granted(await absencesOf(deps, await signedIn(deps, c), idOf(c, 'unknown-person')));
      return c.json({ absences: rows.map(absenceInWords) });
    },
  );

  app.post(
    '/staff/:id/absences',
    describe({
      ...change,
      summary: 'Plan an absence',
      description: 'While it lasts nothing is assigned to them; the deputy stands in.',
      body: { schema: contract.newAbsence.meta({ ref: 'NewAbsence' }), example: examples.newAbsence },
      answers: { 201: { words: 'The absence.', ...absence } },
      errors: [...body, ...signed, 'forbidden', 'unknown-person', 'has-left', 'unknown-deputy', 'not-ahead'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const id = idOf(c, 'unknown-person');
      const { from, until, reason, deputy } = await readBody(c, contract.newAbsence);
      const planned = { from: new Date(from), until: new Date(until), reason, deputyId: deputy };
      return c.json(absenceInWords(granted(await planAbsence(deps, viewer, id, planned))), 201);
    },
  );

  app.post(
    '/absences/:id/cancel',
    describe({
      ...change,
      summary: 'Cancel an absence',
      description: 'It stays on record. Cancelling again changes nothing; also ends one that is on.',
      body: { schema: z.strictObject({}).meta({ ref: 'Nothing' }), example: {} },
      answers: { 200: { words: 'The absence.', ...absence } },
      errors: [...body, ...signed, 'forbidden', 'unknown-absence', 'not-ahead'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const id = idOf(c, 'unknown-absence');
      await readBody(c, z.strictObject({}));
      return c.json(absenceInWords(granted(await cancelAbsence(deps, viewer, id))));
    },
  );

  app.get(
    '/departments',
    describe({
      ...read,
      summary: 'The departments and their working time',
      query: inLanguage,
      answers: {
        200: {
          words: 'By key.',
          schema: contract.departments.meta({ ref: 'Departments' }),
          example: { departments: [examples.department] },
        },
      },
      errors: ['unauthorized'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      const language = languageOf(c, viewer);
      return c.json({ departments: (await departmentRows(deps.db)).map((row) => departmentInWords(row, { viewer, language })) });
    },
  );

  app.patch(
    '/departments/:key',
    describe({
      ...change,
      summary: 'Change who heads a department and when it works',
      body: { schema: contract.departmentChange.meta({ ref: 'DepartmentChange' }), example: examples.departmentChange },
      answers: { 200: { words: 'The department as it is now.', ...department } },
      errors: [...body, ...signed, 'forbidden', 'unknown-person', 'changed-meanwhile', 'unknown-department', 'not-a-head'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const { version, ...wish } = await readBody(c, contract.departmentChange);
      const row = granted(await changeDepartment(deps, viewer, c.req.param('key'), version, wish));
      return c.json(departmentInWords(row, { viewer, language: languageOf(c, viewer) }));
    },
  );

  app.get(
    '/departments/:key/cover',
    describe({
      ...read,
      summary: 'Working time in which nobody is on shift',
      query: { from: 'An instant.', until: `An instant, at most ${mostDays} days later.`, ...inLanguage },
      answers: { 200: { words: 'The gaps, in order.', schema: contract.cover.meta({ ref: 'Cover' }), example: examples.cover } },
      errors: ['invalid-request', 'unauthorized', 'forbidden', 'unknown-department'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      const { from, until } = readQuery(c, coverQuery);
      const key = c.req.param('key');
      const { timeZone, uncovered } = granted(await coverOf(deps, viewer, key, from, until));
      const gaps = uncovered.map(([start, end]) => ({ from: new Date(start).toISOString(), until: new Date(end).toISOString() }));
      return c.json({ department: key, timeZone, uncovered: gaps });
    },
  );

  return app;
}
