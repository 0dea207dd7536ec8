import { z } from 'zod';
import { languages } from '../../../domain/language.ts';
import { roles } from '../../../domain/specialist.ts';
import { session } from '../../access.ts';
import { operation } from '../../operation.ts';
import { csrfOf } from '../../session.ts';
import { inLanguage, languageOf } from '../language.ts';
import { personNamed, sample } from '../named.ts';

const me = z.object({
  specialist: personNamed.extend({ email: z.string(), role: z.enum(roles), department: z.string().nullable() }),
  company: z.object({ name: z.string().nullable(), timeZone: z.string().describe('By which days are counted now.') }),
  csrf: z.string(),
  language: z.enum(languages),
});

export type Me = z.output<typeof me>;

const example: Me = {
  specialist: { ...sample.anna, email: 'anna@company.example', role: 'specialist', department: 'client' },
  company: { name: 'Acme', timeZone: 'Europe/Moscow' },
  csrf: 'QmFzZTY0IG9mIGEgc2lnbmF0dXJl',
  language: 'en',
};

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
        csrf: await csrfOf(http, viewer.session),
        language: languageOf(c, viewer),
      };
    },
  }),
] as const;
