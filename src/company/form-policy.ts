import { z } from 'zod';
import { sizeClasses } from '../domain/client.ts';
import { fullBudget } from '../domain/policy.ts';
import { mostReasons } from '../domain/policy-wholes.ts';
import { currency, key, text, worded } from '../policy/form-text.ts';

const whole = (least: number, most: number) => z.int('number').min(least, 'number').max(most, 'number');

const section = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape, 'section').partial();

const byDepartment = <Value extends z.ZodType>(value: Value) => z.record(key, value, 'section');

const weights = section(
  Object.fromEntries(sizeClasses.map((size) => [size, whole(0, fullBudget)])) as Record<(typeof sizeClasses)[number], z.ZodInt>,
);

/** Deals of a year, in minor units, from which on a client is of a size. */
const turnover = whole(1, 1_000_000_000_000_000);

const topic = z.strictObject(
  { key, name: worded, finance: z.boolean('boolean').optional(), menu: z.boolean('boolean').optional() },
  'section',
);

/** What conversations can be about, whole: it takes the place of the list every company begins with. */
const topics = z.array(topic, 'list');

/** Why a client's last words need no answer, one tap away, whole: it takes the place of the usual ones. */
const reasons = z.array(worded, 'list').max(mostReasons, 'list');

const consent = z.strictObject(
  { required: z.boolean('boolean'), version: text(100), text: worded, url: z.url('url').optional() },
  'section',
);

/** What a company changes of the policy; whatever it does not name stays as the desk has it, at first the default. */
export const policyForm = section({
  conversations: section({
    limit: byDepartment(whole(1, fullBudget)),
    overloadByHand: z.boolean('boolean'),
    strangersPercent: whole(1, 100),
    languageFirst: z.boolean('boolean'),
  }),
  portfolio: section({ weights: byDepartment(weights) }),
  reaction: section({ firstMinutes: byDepartment(whole(1, 10_080)), laterMinutes: whole(1, 10_080), queueMinutes: whole(1, 10_080) }),
  acceptance: section({ conversationMinutes: whole(1, 10_080), ownershipHours: whole(1, 8760) }),
  meetings: section({
    agreeHours: whole(1, 8760),
    lengthMinutes: whole(1, 1440),
    noticeMinutes: whole(1, 10_080),
    suggestDays: whole(1, 365),
    callMinutes: whole(1, 480),
  }),
  presence: section({ minutes: whole(1, 480), wordHours: whole(1, 24), assumed: z.boolean('boolean') }),
  waits: section({
    reminderMinutes: whole(1, 10_080),
    abandonHours: whole(1, 8_760),
    reopenHours: whole(1, 8_760),
    idleDays: whole(1, 365),
    offerSeconds: whole(0, 86_400),
    unseenMinutes: whole(1, 10_080),
    callBackMinutes: whole(1, 10_080),
  }),
  receivables: z.enum(['finance', 'client'], 'value'),
  outreachDays: whole(1, 365),
  ownershipDays: whole(1, 3650),
  newOwnerMinutes: whole(1, 10_080),
  leaverHours: whole(1, 8760),
  ratingDays: whole(1, 365),
  stages: section({ dormantDays: whole(1, 3650), lostDays: whole(1, 3650) }),
  segments: z.strictObject({ currency, medium: turnover, large: turnover, key: turnover }, 'section'),
  serving: z
    .array(z.strictObject({ size: z.enum(sizeClasses, 'value'), deals: whole(0, 100), department: key }, 'section'), 'section')
    .max(100),
  topics,
  noReplyReasons: reasons,
  payments: section({ earlyDays: whole(1, 365), graceDays: whole(0, 365) }),
  webhooks: section({ pauseDays: whole(1, 365) }),
  personal: section({
    wordsMonths: whole(0, 240),
    contactMonths: whole(0, 240),
    departmentsOnly: z.boolean('value'),
    figureMonths: whole(0, 240),
  }),
  consent,
}).meta({
  description: `What differs from the default policy. What is not named stays as it was set at the desk. Weights are units out of ${fullBudget}.`,
});

const payment = z.strictObject({ kind: key, nth: whole(1, 100) }, 'section');

/** Exactly one of them (R17). */
const handover = z
  .strictObject({ deal: whole(1, 2), payment, months: whole(3, 6) }, 'section')
  .partial()
  .refine((rule) => Object.keys(rule).length === 1, 'one-handover');

const percent = z.number('number').min(0, 'number').max(100, 'number').multipleOf(0.01, 'number');

/** What a salesperson has of the payments of their clients (R18). */
const commission = z.strictObject({ full_percent: percent, bonus_percent: percent, bonus_months: whole(1, 120).optional() }, 'section');

export const productLinesForm = z
  .record(key, z.strictObject({ handover, commission: commission.optional() }, 'section'), 'section')
  .meta({ description: 'When a client of each product line moves from sales to the client department.' });
