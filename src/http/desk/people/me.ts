import { z } from 'zod';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { languages } from '../../../domain/language.ts';
import { roles } from '../../../domain/specialist.ts';
import { type Doing, reaches, reachOf } from '../../../people/access.ts';
import { session } from '../../access.ts';
import { operation } from '../../operation.ts';
import { csrfOf } from '../../session.ts';
import { inLanguage, languageOf } from '../language.ts';
import { personNamed, sample } from '../named.ts';

/** How far somebody reaches in these decides which pages they are led to. */
const leading = [
  'report.see',
  'cover.see',
  'policy.see',
  'audit.read',
  'keys.manage',
  'webhooks.manage',
] as const satisfies readonly Doing[];

const me = z.object({
  specialist: personNamed.extend({ email: z.string(), role: z.enum(roles), department: z.string().nullable() }),
  company: z.object({ name: z.string().nullable(), timeZone: z.string().describe('By which days are counted now.') }),
  reach: z.record(z.enum(leading), z.enum(reaches)).describe('How far they reach in what the page leads to.'),
  csrf: z.string(),
  language: z.enum(languages),
});

export type Me = z.output<typeof me>;

const example: Me = {
  specialist: { ...sample.anna, email: 'anna@company.example', role: 'specialist', department: 'client' },
  company: { name: 'Acme', timeZone: 'Europe/Moscow' },
  reach: {
    'report.see': 'own',
    'cover.see': 'none',
    'policy.see': 'none',
    'audit.read': 'none',
    'keys.manage': 'none',
    'webhooks.manage': 'none',
  },
  csrf: 'QmFzZTY0IG9mIGEgc2lnbmF0dXJl',
  language: 'en',
};

const reachIn = (viewer: Viewer): Me['reach'] => Object.fromEntries(leading.map((each) => [each, reachOf(viewer, each)])) as Me['reach'];

export const meOperations = [
  operation({
    method: 'get',
    path: '/desk/api/me',
    access: session('self'),
    tag: 'desk',
    summary: 'Who is signed in',
    query: inLanguage,
    answer: { status: 200, words: 'The specialist, and the token for changes.', schema: me.meta({ ref: 'Me' }), example },
    async handle(http, { c, viewer }) {
      const { id, name, email, role, department } = viewer;
      return {
        specialist: { id, name, email, role, department },
        company: { name: http.company().profile.name, timeZone: http.company().calendar.zoneAt(http.now()) },
        reach: reachIn(viewer),
        csrf: await csrfOf(http, viewer.session),
        language: languageOf(c, viewer),
      };
    },
  }),
] as const;
