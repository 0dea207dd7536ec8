import { z } from 'zod';
import { parseHours } from '../../../domain/hours-form.ts';
import { languages } from '../../../domain/language.ts';
import { availabilities, presences, roles } from '../../../domain/specialist.ts';

/*
 * People and access, as the desk page and `/desk/api` speak of them. Reads need the session, changes also `x-csrf-token`.
 *
 *   GET    /desk/api/staff?department=&left=false|true      staff: whom the viewer may look after, or at least see
 *   POST   /desk/api/staff                                  newPerson -> 201 staffMember       (director, admin)
 *   GET    /desk/api/staff/:id                              staffMember
 *   PATCH  /desk/api/staff/:id                              personChange -> staffMember        (director, admin; a head in part)
 *   POST   /desk/api/staff/:id/leave                        versioned -> staffMember           (director, admin)
 *   POST   /desk/api/staff/:id/rehire                       rehire -> staffMember              (director, admin)
 *   POST   /desk/api/staff/:id/link                         linkWish -> 201 signInLink, shown once
 *   PUT    /desk/api/staff/:id/availability                 availabilityWish -> presenceOf     (their head, director, admin)
 *   GET    /desk/api/staff/:id/absences                     absences, not over yet, the earliest first
 *   POST   /desk/api/staff/:id/absences                     newAbsence -> 201 absence          (oneself, their head, director, admin)
 *   POST   /desk/api/absences/:id/cancel                    {} -> absence
 *   GET    /desk/api/departments                            departments
 *   PATCH  /desk/api/departments/:key                       departmentChange -> department     (director, admin)
 *   GET    /desk/api/departments/:key/cover?from=&until=    cover: its working time in which nobody is on shift
 *   GET    /desk/api/me/availability                        presenceOf
 *   PUT    /desk/api/me/availability                        availabilityWish -> presenceOf
 *   PUT    /desk/api/me/pin                                 pinWish -> 204
 *   DELETE /desk/api/me/pin                                 204
 *   GET    /desk/api/session/people                         sessionPeople: who has signed in on this browser; needs no session
 *   POST   /desk/api/session/switch                         switchWish -> 204 and the cookie of the new session; needs no session, no csrf
 *   POST   /desk/api/session/lock                           204: the session ends, the browser remembers its people
 *   GET    /desk/api/audit?actor=&object=&action=&from=&until=&cursor=&limit=   auditPage, the newest first
 *
 * Whoever may not gets 403 `forbidden`; whom a viewer may not even see is 404 `unknown-person`. A change carries the
 * `version` that was read; 409 `changed-meanwhile` when somebody was faster: read again. On server-sent `company` hints
 * (`event: company`) people, availability or departments changed: read again.
 */

const person = z.object({ id: z.uuid(), name: z.string() });
const version = z.string().min(1).max(64);
const name = z.string().trim().min(1).max(200);
const email = z.string().trim().max(254).pipe(z.email());
const department = z.string().min(1).max(64);
const at = z.iso.datetime({ offset: true });

/** Working time as company.yaml has it, in the department's time zone: `{ "mon-fri": ["09:00-13:00", "14:00-18:00"], "sat": ["22:00-02:00"] }`. */
const weekly = z.record(z.string().max(16), z.array(z.string().max(16)).max(10)).nullable();
const hours = weekly.transform((form, context) => {
  if (form === null) return null;
  const { hours: parsed, mistakes } = parseHours(form);
  for (const mistake of mistakes) context.addIssue({ code: 'custom', message: mistake.type, path: [mistake.key] });
  return parsed;
});

const absenceOf = { from: z.iso.datetime(), until: z.iso.datetime(), reason: z.string() };

export const absence = z.object({
  id: z.uuid(),
  specialist: person,
  ...absenceOf,
  deputy: person.nullable(),
  cancelledAt: z.iso.datetime().nullable(),
});
export const absences = z.object({ absences: z.array(absence) });

export const newAbsence = z
  .strictObject({ from: at, until: at, reason: z.string().trim().min(1).max(500), deputy: z.uuid().nullable().default(null) })
  .refine((each) => Date.parse(each.from) < Date.parse(each.until), { message: 'until must be after from', path: ['until'] });

/** What is set by hand, and what it comes to now: a planned absence or the end of a shift count more than `available`. */
export const presenceOf = z.object({
  availability: z.enum(availabilities),
  /** an `away` that ends by itself */
  awayUntil: z.iso.datetime().nullable(),
  presence: z.enum(presences),
});

export const availabilityWish = z
  .strictObject({ availability: z.enum(availabilities), awayUntil: at.nullable().default(null) })
  .refine((each) => each.awayUntil === null || each.availability === 'away', { message: 'only with away', path: ['awayUntil'] });

export const staffMember = z.object({
  ...person.shape,
  /** what a change has to carry */
  version,
  email: z.string(),
  role: z.enum(roles),
  department: z.object({ key: z.string(), name: z.string() }).nullable(),
  /** keys of the departments they head */
  heads: z.array(z.string()),
  languages: z.array(z.enum(languages)),
  /** 1 is a whole capacity */
  capacity: z.number(),
  serves: z.boolean(),
  /** for matters of debts, where the client department answers them */
  trained: z.boolean(),
  ...presenceOf.shape,
  deputy: person.nullable(),
  /** personal shifts in the department's time zone; null: the department's hours */
  hours: weekly,
  slackUser: z.string().nullable(),
  leftAt: z.iso.datetime().nullable(),
  /** the absence that is on, else the next one */
  absence: z.object({ id: z.uuid(), ...absenceOf, deputy: person.nullable() }).nullable(),
  /** open conversations in their charge */
  conversations: z.int(),
  /** both budgets as shares 0..1 of their capacity, and how many more conversations fit; null above departments */
  load: z.object({ conversations: z.number(), portfolio: z.number(), placesLeft: z.int() }).nullable(),
  /** what this viewer may do; `administer`: everything `change` does, and name, e-mail, role, department, leave and re-hire */
  may: z.object({
    change: z.boolean(),
    administer: z.boolean(),
    steer: z.boolean(),
    absences: z.boolean(),
    link: z.boolean(),
    movePortfolio: z.boolean(),
  }),
});
export const staff = z.object({ staff: z.array(staffMember), may: z.object({ create: z.boolean() }) });

const workSettings = {
  languages: z.array(z.enum(languages)).min(1).max(languages.length),
  /** in steps of 1/100 */
  capacity: z.number().min(0).max(10).multipleOf(0.01),
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

export const newPerson = z.strictObject({
  ...identitySettings,
  slackUser: identitySettings.slackUser.default(null),
  languages: workSettings.languages.default(['ru']),
  capacity: workSettings.capacity.default(1),
  serves: workSettings.serves.default(true),
  trained: workSettings.trained.default(false),
  deputy: workSettings.deputy.default(null),
  hours: workSettings.hours.default(null),
});

export const versioned = z.strictObject({ version });
export const personChange = z.strictObject({ version, ...z.object({ ...identitySettings, ...workSettings }).partial().shape });
export const rehire = z.strictObject({ version, department: department.nullable().optional(), role: z.enum(roles).optional() });

export const linkWish = z.strictObject({ hours: z.int().min(1).max(72).default(24) });
export const signInLink = z.object({ url: z.url(), expiresAt: z.iso.datetime() });

export const departmentView = z.object({
  key: z.string(),
  version,
  name: z.string(),
  timeZone: z.string(),
  head: person.nullable(),
  /** null: round the clock */
  hours: weekly,
  holidays: z.array(z.string()),
  may: z.object({ change: z.boolean(), cover: z.boolean() }),
});
export const departments = z.object({ departments: z.array(departmentView) });
export const departmentChange = z.strictObject({
  version,
  head: z.uuid().nullable().optional(),
  hours: hours.optional(),
  holidays: z.array(z.iso.date()).max(400).optional(),
});

/** Working time of the department without anybody on shift, in order. */
export const cover = z.object({
  department: z.string(),
  timeZone: z.string(),
  uncovered: z.array(z.object({ from: z.iso.datetime(), until: z.iso.datetime() })),
});

const pin = z.string().regex(/^\d{6}$/);
/** `current` is asked where a PIN is set, unless the session began less than ten minutes ago. */
export const pinWish = z.strictObject({ pin, current: pin.optional() });
export const switchWish = z.strictObject({ email, pin });
export const sessionPeople = z.object({
  /** `pin`: whether they can be switched to here; `locked`: too many misses, a sign-in link unlocks */
  people: z.array(person.extend({ email: z.string(), pin: z.boolean(), locked: z.boolean() })),
});

export const auditEntry = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.object({ kind: z.enum(['specialist', 'api-key', 'terminal', 'system']), id: z.uuid().nullable(), name: z.string().nullable() }),
  /** such as `signed-in`, `sign-in-refused`, `person-changed` */
  action: z.string(),
  /** in the viewer's language; the code itself where it has no words yet */
  words: z.string(),
  object: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
  /** ids and codes, such as the names of changed fields */
  data: z.record(z.string(), z.unknown()),
});
export const auditPage = z.object({ entries: z.array(auditEntry), nextCursor: z.string().nullable() });

export type Absence = z.infer<typeof absence>;
export type AuditEntry = z.infer<typeof auditEntry>;
export type AuditPage = z.infer<typeof auditPage>;
export type Cover = z.infer<typeof cover>;
export type DepartmentView = z.infer<typeof departmentView>;
export type PresenceOf = z.infer<typeof presenceOf>;
export type SessionPeople = z.infer<typeof sessionPeople>;
export type SignInLink = z.infer<typeof signInLink>;
export type StaffMember = z.infer<typeof staffMember>;
export type Staff = z.infer<typeof staff>;
