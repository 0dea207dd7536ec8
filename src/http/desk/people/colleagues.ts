import { z } from 'zod';
import { type PersonRow, staff } from '../../../db/people/colleagues.ts';
import type { Language } from '../../../domain/language.ts';
import { availabilities, type Presence, presenceAt } from '../../../domain/specialist.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { operation } from '../../operation.ts';
import { inLanguage, languageOf } from '../language.ts';
import { personNamed, sample } from '../named.ts';

/** To whom something can be transferred. Loads as shares 0..1 of capacity. */
const people = z.object({
  departments: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      specialists: z.array(
        personNamed.extend({ availability: z.enum(availabilities), conversations: z.number(), portfolio: z.number(), serves: z.boolean() }),
      ),
    }),
  ),
});

export type People = z.output<typeof people>;

const example: People = {
  departments: [
    {
      ...sample.department,
      specialists: [{ ...sample.anna, availability: 'available', conversations: 0.25, portfolio: 0.4, serves: true }],
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
    handle: (http, { c, viewer }) => peopleOf(http, languageOf(c, viewer)),
  }),
] as const;

async function peopleOf({ db, now, company }: Http, language: Language): Promise<People> {
  const departments = new Map<string, People['departments'][number]>();
  const at = now();
  const { people } = company();
  for (const row of await staff(db, at)) {
    const department = departments.get(row.department) ?? { key: row.department, name: row.department_name[language], specialists: [] };
    department.specialists.push(personOf(row, people.get(row.id)?.shifts.isOpen(at) ?? true, at));
    departments.set(row.department, department);
  }
  return { departments: [...departments.values()] };
}

function personOf(row: PersonRow, onShift: boolean, at: Date): People['departments'][number]['specialists'][number] {
  const share = (units: number) => (row.capacity > 0 ? units / row.capacity : 0);
  const presence = presenceAt(
    { availability: row.availability, awayUntil: row.away_until },
    { absent: row.absent, onShift, here: row.here, engaged: row.engaged },
    at,
  );
  return {
    id: row.id,
    name: row.name,
    // Absent or off shift is off to whoever chooses a person: they are not there, for longer than a moment. Others may be soon.
    availability: isBackSoon(presence) ? 'away' : (availabilities.find((each) => each === presence) ?? 'off'),
    conversations: share(row.cases),
    portfolio: share(row.portfolio),
    serves: row.serves,
  };
}

function isBackSoon(presence: Presence): boolean {
  return presence === 'not-here' || presence === 'at-meeting' || presence === 'on-call';
}
