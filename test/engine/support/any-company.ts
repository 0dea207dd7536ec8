import fc from 'fast-check';
import { supportFlow } from '../../../flows/index.ts';
import { defaultPolicy } from '../../../flows/policy.ts';
import { questionTree } from '../../../flows/question-tree.ts';
import type { Writer } from '../../../scripts/simulate/clients.ts';
import type { Colleague, Place, Staff } from '../../../src/demo/people.ts';
import { calendarOf } from '../../../src/domain/calendar.ts';
import { portfolioUnits } from '../../../src/domain/capacity.ts';
import { clientStages, sizeClasses } from '../../../src/domain/client.ts';
import { noProfile } from '../../../src/domain/company-profile.ts';
import { type Schedule, type WeeklyHours, workingTime } from '../../../src/domain/hours.ts';
import type { NewId, SpecialistId } from '../../../src/domain/ids.ts';
import { fullBudget, type Policy } from '../../../src/domain/policy.ts';

/* A company in memory, whatever it is like: staff, shifts, absences, deputies, limits, clients and their owners. */

const minute = 60_000;
const days = (...shifts: [number, number][]): WeeklyHours => ({ mon: shifts, tue: shifts, wed: shifts, thu: shifts, fri: shifts });

/** Round the clock, office hours with a holiday, a split day in a zone without summer time, nights over midnight, and no hours at all. */
const schedules: readonly Schedule[] = [
  { timeZone: 'UTC', hours: null, holidays: [] },
  { timeZone: 'Europe/Berlin', hours: days([540, 1080]), holidays: ['2026-03-30'] },
  { timeZone: 'Asia/Yekaterinburg', hours: days([540, 780], [840, 1080]), holidays: [] },
  { timeZone: 'America/New_York', hours: { ...days([1320, 1860]), sat: [[1320, 1860]], sun: [[60, 240]] }, holidays: [] },
  { timeZone: 'Europe/Berlin', hours: {}, holidays: [] },
];

/** Before the clocks change in Berlin, in New York, and back again; an ordinary Monday. */
export const starts = ['2026-03-28T15:00:00Z', '2026-03-08T05:30:00Z', '2026-10-24T23:30:00Z', '2026-03-02T09:00:00Z'].map((each) =>
  Date.parse(each),
);

const person = fc.record({
  department: fc.constantFrom('client', 'client', 'client', 'sales', 'finance'),
  capacity: fc.constantFrom(0.5, 1, 1, 1.25),
  serves: fc.constantFrom(true, true, true, false),
  /** heads and directors accept who is wished for across departments */
  role: fc.constantFrom('specialist' as const, 'specialist' as const, 'specialist' as const, 'head' as const, 'director' as const),
  trained: fc.boolean(),
  deputy: fc.option(fc.nat({ max: 7 }), { nil: null }),
  /** minutes from the start */
  absent: fc.option(fc.tuple(fc.nat({ max: 2000 }), fc.nat({ max: 2000 })), { nil: null }),
  /** shifts of their own */
  schedule: fc.option(fc.nat({ max: schedules.length - 1 }), { nil: null, freq: 4 }),
});

const client = fc.record({
  size: fc.constantFrom(null, null, ...sizeClasses),
  stage: fc.constantFrom(...clientStages),
  raised: fc.boolean(),
  role: fc.constantFrom(null, 'accountant'),
  /** who owns it, of those with room, by number */
  owners: fc.array(fc.nat({ max: 7 }), { maxLength: 2 }),
  /** another client they write for too, and who owns that */
  also: fc.option(
    fc.record({
      size: fc.constantFrom(...sizeClasses),
      stage: fc.constantFrom(...clientStages.filter((each) => each !== 'prospect')),
      role: fc.constantFrom(null, 'accountant'),
      owners: fc.array(fc.nat({ max: 7 }), { maxLength: 2 }),
    }),
    { nil: null, freq: 3 },
  ),
});

/** Two of them are called alike. */
const names = ['Anna Orlova', 'Anna Belova', 'Boris Gromov', 'Vera Lind', 'Gleb Kern', 'Darya Titova', 'Egor Titov'];
/** Whom sales called, who knows this phone and no more. */
export const calledOn = '+79215550011';

export const companySpec = fc.record({
  start: fc.constantFrom(...starts),
  people: fc.array(person, { minLength: 1, maxLength: 7 }),
  clients: fc.array(client, { minLength: 1, maxLength: 5 }),
  hours: fc.tuple(...[0, 1, 2].map(() => fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat({ max: schedules.length - 1 })))),
  limit: fc.integer({ min: 1, max: 4 }),
  overloadByHand: fc.boolean(),
  receivables: fc.constantFrom('finance' as const, 'client' as const),
});

export type CompanySpec = typeof companySpec extends fc.Arbitrary<infer Spec> ? Spec : never;

/** Ids in the order they are made: the same story goes the same way each time it is told. */
export function counted(): NewId {
  let n = 0;
  return <Kind extends string>() => {
    n += 1;
    return `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as ReturnType<typeof newId<Kind>>;
  };
}
declare const newId: NewId;

export function companyOf(spec: CompanySpec, id: NewId): { readonly staff: Staff; readonly writers: readonly Writer[] } {
  const { start, limit, overloadByHand, receivables } = spec;
  const departments = ['client', 'sales', 'finance'].map((key, i) => {
    const schedule = schedules[spec.hours[i] ?? 0] as Schedule;
    const { timeZone, holidays } = schedule;
    const named = { id: id<'department'>(), key, name: { ru: key, en: key }, inSentence: null, headId: null, slackChannel: null };
    return { ...named, timeZone, holidays, workingTime: workingTime(schedule), schedule: key };
  });
  const colleagues = spec.people.map((each): Colleague => {
    const specialist = id<'specialist'>() as SpecialistId;
    const { department, serves, trained, absent, schedule } = each;
    const shifts =
      schedule === null ? departments.find(({ key }) => key === department)?.workingTime : workingTime(schedules[schedule] as Schedule);
    if (shifts === undefined) throw new Error(`no department ${department}`);
    const capacity = Math.round(fullBudget * each.capacity);
    const load = {
      specialist,
      department,
      cases: 0,
      portfolio: 0,
      capacity,
      awayUntil: null,
      absentUntil: null,
      engaged: null,
      engagedUntil: null,
      here: true,
      policyVersion: 1,
    };
    return {
      id: specialist,
      department,
      shifts,
      load: { ...load, availability: 'available', serves, trained, deputy: null },
      absent: absent === null ? null : [start + absent[0] * minute, start + (absent[0] + absent[1]) * minute],
    };
  });
  spec.people.forEach(({ deputy }, i) => {
    const [own, other] = [colleagues[i], deputy === null ? undefined : colleagues[deputy % colleagues.length]];
    if (own !== undefined && other !== undefined && other !== own) own.load.deputy = other.id;
  });
  const small = { private: 0, small: 1500, medium: 2000, large: 3000, key: 4000 };
  const policy: Policy = {
    ...defaultPolicy,
    conversations: { limit: { client: limit, sales: limit, finance: limit }, overloadByHand },
    portfolio: { weights: { client: small, sales: small } },
    receivables,
  };
  const flow = supportFlow(questionTree);
  const people = new Map(
    colleagues.map(({ id: who, department, shifts, load }, i) => [
      who,
      {
        id: who,
        name: names[i] ?? who,
        role: spec.people[i]?.role ?? ('specialist' as const),
        language: 'en' as const,
        department,
        hasLeft: false,
        trained: load.trained,
        shifts,
      },
    ]),
  );
  const company = {
    departments,
    people,
    slackChannel: null,
    accounts: new Map(['webchat', 'call', 'visit'].map((kind) => [kind, id<'account'>()])),
    profile: noProfile,
    calendar: calendarOf([{ from: new Date(0), zone: 'UTC' }]),
    policy: { version: 1, data: policy },
    flow,
    treeHash: 'any',
    pinned: () => flow,
  };
  return { staff: { company, colleagues }, writers: spec.clients.map((each) => writerOf(each, colleagues, policy, id)) };
}

function writerOf(spec: CompanySpec['clients'][number], colleagues: readonly Colleague[], policy: Policy, id: NewId): Writer {
  const { size, stage, raised, role, also } = spec;
  const person = {
    window: id<'window'>(),
    contact: id<'contact'>(),
    name: null,
    language: 'en' as const,
    outreach: null,
    called: null,
    rate: 0,
  };
  if (size === null) return { ...person, client: null, owners: new Map(), role, also: [] };
  const client = { id: id<'client'>(), size, stage, dedicated: raised ? ['sales', 'client'] : null };
  const first = { client, owners: ownersOf(client, spec.owners, colleagues, policy), role };
  if (also === null) return { ...person, ...first, also: [] };
  const other = { id: id<'client'>(), size: also.size, stage: also.stage, dedicated: null };
  return { ...person, ...first, also: [{ client: other, owners: ownersOf(other, also.owners, colleagues, policy), role: also.role }] };
}

/** Owners have room for what they own; nobody of finance owns. */
function ownersOf(client: Place['client'], wanted: readonly number[], colleagues: readonly Colleague[], policy: Policy): Place['owners'] {
  const owners: Place['owners'] = new Map();
  for (const n of wanted) {
    const colleague = colleagues[n % colleagues.length];
    if (colleague === undefined || colleague.department === 'finance' || owners.has(colleague.department)) continue;
    const units = portfolioUnits(policy, colleague.department, client);
    if (colleague.load.portfolio + units > colleague.load.capacity) continue;
    colleague.load.portfolio += units;
    owners.set(colleague.department, colleague.id);
  }
  return owners;
}
