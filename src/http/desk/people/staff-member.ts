import type { Context } from 'hono';
import { z } from 'zod';
import type { Viewer } from '../../../db/people/sign-in.ts';
import type { StaffRow } from '../../../db/people/staff.ts';
import { caseUnits } from '../../../domain/capacity.ts';
import { languages } from '../../../domain/language.ts';
import { fullBudget } from '../../../domain/policy.ts';
import { roles } from '../../../domain/specialist.ts';
import type { Company } from '../../../engine/company.ts';
import { mayAbout } from '../../../people/access.ts';
import { seePerson } from '../../../people/see.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { languageOf } from '../language.ts';
import { departmentNamed, personNamed, sample } from '../named.ts';
import { examplePresence, presence, presenceOf } from './availability.ts';
import { exampleHours, weekly, weeklyOf } from './hours.ts';

/** What was read of somebody or something, for a change that must not overwrite another's. */
export const version = z.string().min(1).max(64);
export const exampleVersion = '5d41402abc4b2a76b9719d911017c592';

export const email = z.string().trim().max(254).pipe(z.email());

const staffMember = z.object({
  ...personNamed.shape,
  version: version.describe('What a change has to carry.'),
  email: z.string(),
  role: z.enum(roles),
  department: departmentNamed.nullable(),
  heads: z.array(z.string()).describe('Keys of the departments they head.'),
  languages: z.array(z.enum(languages)),
  capacity: z.number().describe('1 is a whole capacity.'),
  serves: z.boolean(),
  trained: z.boolean().describe('For matters of debts, where the client department answers them.'),
  ...presence.shape,
  deputy: personNamed.nullable(),
  hours: weekly.describe('Personal shifts in the department’s time zone; null: the department’s hours.'),
  slackUser: z.string().nullable(),
  leftAt: z.iso.datetime().nullable(),
  absence: z
    .object({ id: z.uuid(), from: z.iso.datetime(), until: z.iso.datetime(), reason: z.string(), deputy: personNamed.nullable() })
    .nullable()
    .describe('The one that is on, else the next one.'),
  conversations: z.int().describe('Open ones in their charge.'),
  load: z
    .object({ conversations: z.number(), portfolio: z.number(), placesLeft: z.int() })
    .nullable()
    .describe('Both budgets as shares 0..1 of their capacity, and how many more conversations fit; null above departments.'),
  may: z
    .object({
      change: z.boolean(),
      administer: z.boolean(),
      steer: z.boolean(),
      absences: z.boolean(),
      link: z.boolean(),
      movePortfolio: z.boolean(),
    })
    .describe('What this viewer may do; `administer`: all that `change` does, and name, e-mail, role, department, leave and re-hire.'),
});

export type StaffMember = z.infer<typeof staffMember>;

const boris = { id: sample.id(11), name: 'Boris Lazarev' };

/** Somebody as an answer. */
export const shownMember = {
  schema: staffMember.meta({ ref: 'StaffMember' }),
  example: {
    ...sample.anna,
    version: exampleVersion,
    email: 'anna@company.example',
    role: 'specialist',
    department: sample.department,
    heads: [],
    languages: ['ru', 'en'],
    capacity: 1,
    serves: true,
    trained: false,
    ...examplePresence,
    deputy: boris,
    hours: exampleHours,
    slackUser: null,
    leftAt: null,
    absence: { id: sample.id(12), from: '2026-07-06T06:00:00.000Z', until: '2026-07-20T06:00:00.000Z', reason: 'Holiday', deputy: boris },
    conversations: 3,
    load: { conversations: 0.25, portfolio: 0.4, placesLeft: 9 },
    may: { change: true, administer: true, steer: true, absences: true, link: true, movePortfolio: true },
  },
} as const;

/** Reads somebody again after a change. Whoever moved them out of their own sight sees them no more. */
export async function memberNow(http: Http, c: Context, viewer: Viewer, id: string): Promise<StaffMember> {
  const row = await seePerson(http, viewer, id);
  if (row === null) throw new HttpError('unknown-person');
  return memberOf(http, c, viewer, row);
}

/** Somebody as the desk shows them. */
export function memberOf(http: Pick<Http, 'company' | 'now'>, c: Context, viewer: Viewer, row: StaffRow): StaffMember {
  const { department, leftAt } = row;
  const isHere = leftAt === null;
  const holds = row.leftIn ?? department;
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    email: row.email,
    role: row.role,
    department: department === null ? null : { key: department, name: row.departmentName?.[languageOf(c, viewer)] ?? department },
    heads: [...(row.heads ?? [])],
    languages: [...row.languages],
    capacity: row.capacity / fullBudget,
    serves: row.serves,
    trained: row.trained,
    ...presenceOf(row, http.company(), http.now()),
    deputy: namedPerson(row.deputyId, row.deputyName),
    hours: weeklyOf(row.hours),
    slackUser: row.slackUser,
    leftAt: leftAt?.toISOString() ?? null,
    absence: absenceOf(row),
    conversations: row.conversations,
    load: loadOf(row, http.company()),
    may: {
      change: isHere && mayAbout(viewer, 'person.change', row),
      administer: mayAbout(viewer, 'person.administer', row),
      steer: isHere && mayAbout(viewer, 'person.steer', row),
      absences: isHere && mayAbout(viewer, 'absence.plan', row),
      link: isHere && mayAbout(viewer, 'link.issue', row),
      movePortfolio: holds !== null && mayAbout(viewer, 'portfolio.move', { ...row, department: holds }),
    },
  };
}

/** The absence that is on, else the next one. */
function absenceOf({ absence }: StaffRow): StaffMember['absence'] {
  if (absence === null) return null;
  const { id, from, until, reason, deputyId, deputyName } = absence;
  const iso = (at: string) => new Date(at).toISOString();
  return { id, from: iso(from), until: iso(until), reason, deputy: namedPerson(deputyId, deputyName) };
}

/** How full somebody is, and how many conversations more they could have (R12). */
function loadOf({ department, capacity, cases, portfolio, serves }: StaffRow, company: Company): StaffMember['load'] {
  if (department === null || !serves) return null;
  const share = (units: number) => (capacity > 0 ? units / capacity : 0);
  const free = Math.floor((capacity - cases) / caseUnits(company.policy.data, department));
  return { conversations: share(cases), portfolio: share(portfolio), placesLeft: Math.max(0, free) };
}

export function namedPerson(id: string | null, name: string | null): z.infer<typeof personNamed> | null {
  return id === null || name === null ? null : { id, name };
}
