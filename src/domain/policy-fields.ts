import { type SizeClass, sizeClasses } from './client.ts';
import { type DepartmentKey, ownsClients } from './department.ts';
import { fullBudget } from './policy.ts';

/** Parts of the policy as people look for them. */
export const policySections = [
  'reaction',
  'presence',
  'acceptance',
  'meetings',
  'conversations',
  'portfolio',
  'waits',
  'finance',
  'outreach',
  'ratings',
  'handover',
  'segments',
  'serving',
  'stages',
  'topics',
  'reasons',
  'consent',
  'personal',
  'webhooks',
] as const;
export type PolicySection = (typeof policySections)[number];

/** `clients`: so many fill a portfolio, kept as units of `fullBudget` each. */
export type PolicyUnit =
  | 'minutes'
  | 'hours'
  | 'days'
  | 'months'
  | 'seconds'
  | 'conversations'
  | 'clients'
  | 'percent'
  | 'switch'
  | 'department';

/** One thing a policy decides, and between which bounds. */
export interface PolicyField {
  /** keys down to the value, joined by dots */
  readonly path: string;
  readonly section: PolicySection;
  /** what it is called, whatever department or size it is of */
  readonly name: string;
  readonly department?: DepartmentKey;
  readonly size?: SizeClass;
  readonly unit: PolicyUnit;
  readonly least: number;
  readonly most: number;
  /** what holds while the policy does not name it; absent: the policy must */
  readonly usual?: number | string | boolean;
}

const week = 10_080;
const year = 8_760;

const meetings: readonly PolicyField[] = (
  [
    ['agreeHours', 'hours', year, 8],
    ['lengthMinutes', 'minutes', 1440, 60],
    ['noticeMinutes', 'minutes', week, 60],
    ['suggestDays', 'days', 365, 30],
    ['callMinutes', 'minutes', 480, 20],
  ] as const
).map(([key, unit, most, usual]) => {
  const name = `meetings.${key}`;
  return { path: name, section: 'meetings', name, unit, least: 1, most, usual };
});

const months = (key: string, usual: number): PolicyField => {
  const name = `personal.${key}`;
  return { path: name, section: 'personal', name, unit: 'months', least: 0, most: 240, usual };
};

const personal: readonly PolicyField[] = [
  months('wordsMonths', 0),
  months('contactMonths', 0),
  {
    path: 'personal.departmentsOnly',
    section: 'personal',
    name: 'personal.departmentsOnly',
    unit: 'switch',
    least: 0,
    most: 1,
    usual: false,
  },
  months('figureMonths', 12),
];

/** Everything a policy decides in a company of these departments, in the order people read it; product lines are apart. */
export function policyFields(departments: readonly DepartmentKey[]): readonly PolicyField[] {
  return [
    ...departments.map(firstMinutes),
    { path: 'reaction.laterMinutes', section: 'reaction', name: 'reaction.laterMinutes', unit: 'minutes', least: 1, most: week },
    { path: 'reaction.queueMinutes', section: 'reaction', name: 'reaction.queueMinutes', unit: 'minutes', least: 1, most: week, usual: 10 },
    presence('minutes', 'minutes', 480, 15),
    presence('wordHours', 'hours', 24, 12),
    { path: 'presence.assumed', section: 'presence', name: 'presence.assumed', unit: 'switch', least: 0, most: 1, usual: false },
    acceptance('conversationMinutes', 'minutes', week, 30),
    acceptance('ownershipHours', 'hours', year, 8),
    ...meetings,
    ...departments.map(limit),
    {
      path: 'conversations.overloadByHand',
      section: 'conversations',
      name: 'conversations.overloadByHand',
      unit: 'switch',
      least: 0,
      most: 1,
    },
    {
      path: 'conversations.strangersPercent',
      section: 'conversations',
      name: 'conversations.strangersPercent',
      unit: 'percent',
      least: 1,
      most: 100,
      usual: 80,
    },
    {
      path: 'conversations.languageFirst',
      section: 'conversations',
      name: 'conversations.languageFirst',
      unit: 'switch',
      least: 0,
      most: 1,
      usual: false,
    },
    ...departments.filter(ownsClients).flatMap((department) => sizeClasses.map((size) => weight(department, size))),
    days('ownershipDays', 'portfolio', 3650, 90),
    { path: 'newOwnerMinutes', section: 'portfolio', name: 'newOwnerMinutes', unit: 'minutes', least: 1, most: week, usual: 480 },
    { path: 'leaverHours', section: 'portfolio', name: 'leaverHours', unit: 'hours', least: 1, most: year, usual: 8 },
    waits('reminderMinutes', 'minutes', week),
    waits('abandonHours', 'hours', year),
    waits('reopenHours', 'hours', year),
    waits('idleDays', 'days', 365),
    waits('offerSeconds', 'seconds', 86_400, 60),
    waits('unseenMinutes', 'minutes', week, 10),
    waits('callBackMinutes', 'minutes', week, 60),
    { path: 'receivables', section: 'finance', name: 'receivables', unit: 'department', least: 0, most: 0, usual: 'finance' },
    days('outreachDays', 'outreach', 365, 30),
    days('payments.earlyDays', 'finance', 365, 31),
    { ...days('payments.graceDays', 'finance', 365, 0), least: 0 },
    days('ratingDays', 'ratings', 365, 30),
    ...personal,
    days('webhooks.pauseDays', 'webhooks', 365, 5),
    days('stages.dormantDays', 'stages', 3650, 180),
    days('stages.lostDays', 'stages', 3650, 365),
  ];
}

function firstMinutes(department: DepartmentKey): PolicyField {
  const name = 'reaction.firstMinutes';
  return { path: `${name}.${department}`, section: 'reaction', name, department, unit: 'minutes', least: 1, most: week };
}

function limit(department: DepartmentKey): PolicyField {
  const name = 'conversations.limit';
  return { path: `${name}.${department}`, section: 'conversations', name, department, unit: 'conversations', least: 1, most: fullBudget };
}

function weight(department: DepartmentKey, size: SizeClass): PolicyField {
  const name = 'portfolio.weights';
  const path = `${name}.${department}.${size}`;
  return { path, section: 'portfolio', name, department, size, unit: 'clients', least: 0, most: fullBudget, usual: 0 };
}

function presence(key: string, unit: PolicyUnit, most: number, usual: number): PolicyField {
  const name = `presence.${key}`;
  return { path: name, section: 'presence', name, unit, least: 1, most, usual };
}

function acceptance(key: string, unit: PolicyUnit, most: number, usual: number): PolicyField {
  const name = `acceptance.${key}`;
  return { path: name, section: 'acceptance', name, unit, least: 1, most, usual };
}

function waits(key: string, unit: PolicyUnit, most: number, usual?: number): PolicyField {
  const name = `waits.${key}`;
  const least = unit === 'seconds' ? 0 : 1;
  return { path: name, section: 'waits', name, unit, least, most, ...(usual !== undefined && { usual }) };
}

function days(name: string, section: PolicySection, most: number, usual: number): PolicyField {
  return { path: name, section, name, unit: 'days', least: 1, most, usual };
}

/** How many such clients fill a portfolio; 0: they weigh nothing. */
export function clientsOf(units: number): number {
  return units <= 0 ? 0 : Math.floor(fullBudget / units);
}

/** Units of one of so many clients; rounded down, so that all of them fit. */
export function unitsOf(clients: number): number {
  return clients <= 0 ? 0 : Math.floor(fullBudget / clients);
}
