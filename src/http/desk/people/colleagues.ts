import { z } from 'zod';
import { type PersonRow, staff } from '../../../db/people/colleagues.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import type { Language } from '../../../domain/language.ts';
import { availabilities, type Presence } from '../../../domain/specialist.ts';
import type { Company } from '../../../engine/company.ts';
import { mayIn } from '../../../people/access.ts';
import { objectedNow, presenceOf } from '../../../people/objected-now.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { operation } from '../../operation.ts';
import { inLanguage, languageOf } from '../language.ts';
import { personNamed, sample } from '../named.ts';
import { objected } from '../objected.ts';

/** To whom something can be transferred. Loads as shares 0..1 of capacity. */
const people = z.object({
  departments: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      decides: z.boolean().describe('Whoever this viewer names there is named at once: nobody else accepts it (R8).'),
      specialists: z.array(
        personNamed.extend({
          availability: z.enum(availabilities),
          conversations: z.number(),
          portfolio: z.number(),
          serves: z.boolean(),
          against: objected.nullable().describe('What speaks against giving them a conversation now; null: nothing.'),
        }),
      ),
    }),
  ),
});

export type People = z.output<typeof people>;

const example: People = {
  departments: [
    {
      ...sample.department,
      decides: false,
      specialists: [{ ...sample.anna, availability: 'available', conversations: 0.25, portfolio: 0.4, serves: true, against: null }],
    },
  ],
};

export const colleagueOperations = [
  operation({
    method: 'get',
    path: '/desk/api/people',
    access: session('colleagues.see'),
    tag: 'desk',
    summary: 'Whom a conversation can be transferred to',
    query: inLanguage,
    answer: { status: 200, words: 'The staff by department.', schema: people.meta({ ref: 'People' }), example },
    handle: (http, { c, viewer }) => peopleOf(http, viewer, languageOf(c, viewer)),
  }),
] as const;

async function peopleOf({ db, now, company }: Http, viewer: Viewer, language: Language): Promise<People> {
  const departments = new Map<string, People['departments'][number]>();
  const at = now();
  for (const row of await staff(db, at)) {
    const department = departments.get(row.department) ?? {
      key: row.department,
      name: row.department_name[language],
      decides: mayIn(viewer, 'proposal.decide', row.department),
      specialists: [],
    };
    department.specialists.push(personOf(company(), row, at));
    departments.set(row.department, department);
  }
  return { departments: [...departments.values()] };
}

function personOf(company: Company, row: PersonRow, at: Date): People['departments'][number]['specialists'][number] {
  const share = (units: number) => (row.capacity > 0 ? units / row.capacity : 0);
  const presence = presenceOf(company, row, at);
  const against = objectedNow(company, row, at);
  return {
    id: row.id,
    name: row.name,
    // Absent or off shift is off to whoever chooses a person: they are not there, for longer than a moment. Others may be soon.
    availability: isBackSoon(presence) ? 'away' : (availabilities.find((each) => each === presence) ?? 'off'),
    conversations: share(row.cases),
    portfolio: share(row.portfolio),
    serves: row.serves,
    against: against === null ? null : { ...against, why: [...against.why] },
  };
}

function isBackSoon(presence: Presence): boolean {
  return presence === 'not-here' || presence === 'at-meeting' || presence === 'on-call';
}
