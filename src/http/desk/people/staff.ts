import { z } from 'zod';
import { languages } from '../../../domain/language.ts';
import { fullBudget } from '../../../domain/policy.ts';
import { roles } from '../../../domain/specialist.ts';
import { reachOf } from '../../../people/access.ts';
import { changePerson, createPerson } from '../../../people/administer.ts';
import { seePeople } from '../../../people/see.ts';
import { session } from '../../access.ts';
import { name } from '../../name.ts';
import { operation } from '../../operation.ts';
import { inLanguage, language } from '../language.ts';
import { granted } from './granted.ts';
import { exampleHours, hours } from './hours.ts';
import { person } from './person.ts';
import { email, exampleVersion, memberNow, memberOf, shownMember, version } from './staff-member.ts';

const staff = z.object({ staff: z.array(shownMember.schema), may: z.object({ create: z.boolean() }) });

export type Staff = z.infer<typeof staff>;

const department = z.string().min(1).max(64);

const workSettings = {
  languages: z.array(z.enum(languages)).min(1).max(languages.length),
  capacity: z.number().min(0).max(10).multipleOf(0.01).describe('In steps of 1/100.'),
  serves: z.boolean(),
  trained: z.boolean(),
  deputy: z.uuid().nullable(),
  hours,
};
const identitySettings = {
  name,
  email,
  role: z.enum(roles),
  department: department.nullable(),
  slackUser: z.string().trim().min(1).max(64).nullable(),
};

const newPerson = z.strictObject({
  ...identitySettings,
  slackUser: identitySettings.slackUser.default(null),
  languages: workSettings.languages.default(['ru']),
  capacity: workSettings.capacity.default(1),
  serves: workSettings.serves.default(true),
  trained: workSettings.trained.default(false),
  deputy: workSettings.deputy.default(null),
  hours: workSettings.hours.default(null),
});

const personChange = z.strictObject({ version, ...z.object({ ...identitySettings, ...workSettings }).partial().shape });

export type NewPerson = z.input<typeof newPerson>;
export type PersonChange = z.input<typeof personChange>;

/** Why what is said of somebody may not be stored. */
export const storingErrors = [
  'changed-meanwhile',
  'email-taken',
  'last-manager',
  'unknown-deputy',
  'deputy-elsewhere',
  'department-needed',
  'unknown-department',
] as const;

/** Who works here, and what is said of them. */
export const staffOperations = [
  operation({
    method: 'get',
    path: '/desk/api/staff',
    access: session('person.see'),
    tag: 'desk',
    summary: 'The people one looks after, and oneself',
    query: z.strictObject({
      department: z.string().max(64).optional().describe('Only of this department.'),
      left: z.enum(['true', 'false']).default('false').describe('true: leavers too.'),
      language,
    }),
    answer: {
      status: 200,
      words: 'By department and name.',
      schema: staff.meta({ ref: 'Staff' }),
      example: { staff: [shownMember.example], may: { create: true } },
    },
    async handle(http, { c, viewer, query: { department = null, left } }) {
      const rows = await seePeople(http, viewer, { department, leavers: left === 'true' });
      return {
        staff: rows.map((row) => memberOf(http, c, viewer, row)),
        may: { create: reachOf(viewer, 'person.administer') === 'any' },
      };
    },
  }),

  operation({
    method: 'get',
    path: '/desk/api/staff/:id',
    access: session('person.see', person),
    tag: 'desk',
    summary: 'One person',
    query: inLanguage,
    answer: { status: 200, words: 'The person.', ...shownMember },
    handle: (http, { c, viewer, object }) => memberOf(http, c, viewer, object),
  }),

  operation({
    method: 'post',
    path: '/desk/api/staff',
    access: session('person.administer'),
    tag: 'desk',
    summary: 'Add somebody',
    description: 'They sign in with a link that is made for them.',
    body: {
      schema: newPerson.meta({ ref: 'NewPerson' }),
      example: { name: 'Anna Orlova', email: 'anna@company.example', role: 'specialist', department: 'client', hours: exampleHours },
    },
    answer: { status: 201, words: 'The person.', ...shownMember },
    errors: ['email-taken', 'unknown-deputy', 'deputy-elsewhere', 'department-needed', 'unknown-department'],
    async handle(http, { c, viewer, body: { capacity, deputy, ...wish } }) {
      const id = granted(await createPerson(http, viewer, { ...wish, capacity: unitsOf(capacity), deputyId: deputy }));
      return memberNow(http, c, viewer, id);
    },
  }),

  operation({
    method: 'patch',
    path: '/desk/api/staff/:id',
    access: session('person.change', person),
    tag: 'desk',
    summary: 'Change what is said of somebody',
    description: 'Name, e-mail, role, department and Slack user are for directors and admins; the rest also for their head.',
    body: {
      schema: personChange.meta({ ref: 'PersonChange' }),
      example: { version: exampleVersion, capacity: 0.5, hours: exampleHours },
    },
    answer: { status: 200, words: 'The person as they are now.', ...shownMember },
    errors: [...storingErrors, 'has-left'],
    async handle(http, { c, viewer, object, body: { version, capacity, deputy, ...wish } }) {
      const units = capacity === undefined ? undefined : unitsOf(capacity);
      granted(await changePerson(http, viewer, object, version, { ...wish, capacity: units, deputyId: deputy }));
      return memberNow(http, c, viewer, object.id);
    },
  }),
] as const;

/** A share of a whole capacity in units. */
function unitsOf(capacity: number): number {
  return Math.round(capacity * fullBudget);
}
