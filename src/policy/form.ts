import { z } from 'zod';
import { sizeClasses } from '../domain/client.ts';
import { fullBudget } from '../domain/policy.ts';
import { mostReasons } from '../domain/policy-wholes.ts';
import { currency, key, worded } from './form-text.ts';

const whole = (least: number, most: number, description: string) => z.int().min(least).max(most).meta({ description });
const byDepartment = <Value extends z.ZodType>(value: Value, description: string) => z.record(key, value).meta({ description });

const payment = z.strictObject({
  kind: key.meta({ description: 'The kind of payment as the company’s billing names it, such as monthly.' }),
  nth: whole(1, 100, 'From this payment of the kind on the client department serves the client.'),
});
const handover = z
  .strictObject({
    deal: whole(1, 2, 'After this deal; the second only where the first is marked unrepresentative.').optional(),
    payment: payment.optional(),
    months: whole(3, 6, 'After so many months.').optional(),
  })
  .refine((rule) => Object.values(rule).filter((each) => each !== undefined).length === 1, 'exactly one of deal, payment and months');

const percent = (description: string) => z.number().min(0).max(100).multipleOf(0.01).meta({ description });
const commission = z.strictObject({
  fullPercent: percent('Of payments of the initial period.'),
  bonusPercent: percent('Of payments after it.'),
  bonusMonths: whole(1, 120, '… for so many months; absent: for good.').optional(),
});

const consent = z.strictObject({
  required: z.boolean().meta({ description: 'Nobody’s first message is taken without it.' }),
  version: z.string().min(1).max(100).meta({ description: 'A new wording is a new version, and is asked for again.' }),
  text: worded,
  url: z.url().optional(),
});

const topics = z
  .array(
    z.strictObject({
      key,
      name: worded,
      finance: z.boolean().optional().meta({ description: 'Finance answers about it.' }),
      menu: z.boolean().optional().meta({ description: 'A known client finds it in their menu.' }),
    }),
  )
  .meta({ description: 'What conversations can be about; those of every company when absent.' });

const reasons = z
  .array(worded)
  .max(mostReasons)
  .meta({ description: 'Offered where somebody says why a client’s last words need no answer; the usual ones when absent.' });

const turnover = z.int().min(1).max(1e15).meta({ description: 'Minor units of a year’s deals.' });
const segments = z.strictObject({ currency, medium: turnover, large: turnover, key: turnover });

const serving = z.strictObject({
  size: z.enum(sizeClasses),
  deals: whole(0, 100, 'From so many deals on; 0: from their first word.'),
  department: key,
});

/** A policy, whole, as the console sends it and the database keeps it; `domain/policy-check` looks at what the form cannot. */
export const policyData = z
  .looseObject({
    conversations: z.looseObject({
      limit: byDepartment(
        whole(1, fullBudget, 'Conversations.'),
        'Open conversations one specialist of a whole capacity has at a time, by department.',
      ),
      overloadByHand: z.boolean().meta({ description: 'Beyond the limit somebody may still be named by hand; it is then recorded.' }),
      strangersPercent: whole(1, 100, 'Percent of each person’s places that strangers may have; 80 when absent.').optional(),
      languageFirst: z
        .boolean()
        .meta({
          description: 'Of those who can have a conversation, whoever speaks the client’s language comes before load; not when absent.',
        })
        .optional(),
    }),
    portfolio: z.looseObject({
      weights: byDepartment(
        z.partialRecord(z.enum(sizeClasses), whole(0, fullBudget, 'Units.')),
        `What one client takes of a portfolio, in units out of ${fullBudget}, by department and size.`,
      ),
    }),
    reaction: z.looseObject({
      firstMinutes: byDepartment(whole(1, 10_080, 'Working minutes.'), 'Working minutes for the first answer, by department.'),
      laterMinutes: whole(1, 10_080, 'Working minutes for every later answer.'),
      queueMinutes: whole(1, 10_080, 'Working minutes after which the head is called to who waits in a queue; 10 when absent.').optional(),
    }),
    presence: z
      .looseObject({
        minutes: whole(1, 480, 'A sign at the desk or in Slack says for so long that somebody is here; 15 when absent.').optional(),
        wordHours: whole(1, 24, 'Their word that they are available counts so long; 12 when absent.').optional(),
        assumed: z.boolean().optional().meta({ description: 'Whoever has not left by hand counts as here, sign or none.' }),
      })
      .optional(),
    acceptance: z
      .looseObject({
        conversationMinutes: whole(
          1,
          10_080,
          'Working minutes a head has to accept that a conversation of another department is a certain person’s; then the director is asked; 30 when absent.',
        ).optional(),
        ownershipHours: whole(
          1,
          8760,
          'Working hours a head has to accept a client of another department; then the director is asked; 8 when absent.',
        ).optional(),
      })
      .optional(),
    meetings: z
      .looseObject({
        agreeHours: whole(
          1,
          8760,
          'A meeting with a large newcomer is agreed within so many working hours of the answer; 8 when absent.',
        ).optional(),
        lengthMinutes: whole(1, 1440, 'How long a meeting is if nobody says it; 60 when absent.').optional(),
        noticeMinutes: whole(1, 10_080, 'Its person is reminded so long before; 60 when absent.').optional(),
        suggestDays: whole(1, 365, 'A client is suggested for a meeting once in so many days; 30 when absent.').optional(),
        callMinutes: whole(1, 480, 'Somebody on a call counts as away so long, if nothing more is heard of it; 20 when absent.').optional(),
      })
      .optional(),
    receivables: z
      .enum(['finance', 'client'])
      .optional()
      .meta({ description: 'Who answers about debts; `client`: its trained specialists.' }),
    outreachDays: whole(1, 365, 'Whom sales called or wrote to in so many days goes to that salesperson.').optional(),
    ownershipDays: whole(1, 3650, 'A first assignment’s ownership lapses without a deal after so many days.').optional(),
    newOwnerMinutes: whole(
      1,
      10_080,
      'Working minutes a new owner has for a first word to a client, or to look at it; 480 when absent.',
    ).optional(),
    leaverHours: whole(1, 8760, 'Working hours the head has for clients of somebody who left; 8 when absent.').optional(),
    ratingDays: whole(1, 365, 'A contact is asked for a rating at most once in so many days.').optional(),
    waits: z.looseObject({
      reminderMinutes: whole(1, 10_080, 'Who stops midway through the questions is reminded after this.'),
      abandonHours: whole(1, 8760, 'Unanswered questions are closed after this.'),
      reopenHours: whole(1, 8760, 'A resolved conversation can go on for so long, by a quote or a tap.'),
      idleDays: whole(1, 365, 'Nothing heard after our answer: resolved by itself after this.'),
      offerSeconds: whole(0, 86_400, 'A stranger who waits so long is offered to leave a way to reach them.').optional(),
      unseenMinutes: whole(1, 10_080, 'Who has not seen an answer for so long is called back …').optional(),
      callBackMinutes: whole(1, 10_080, '… within this working time.').optional(),
    }),
    productLines: z
      .record(key, z.strictObject({ handover, commission: commission.optional() }))
      .optional()
      .meta({
        description: 'When clients of each product line move from sales to the client department.',
      }),
    stages: z
      .looseObject({
        dormantDays: whole(1, 3650, 'A served client without any sign for so many days is dormant.').optional(),
        lostDays: whole(1, 3650, 'A dormant one is lost after so many days.').optional(),
      })
      .optional(),
    segments: segments.optional(),
    serving: z
      .array(serving)
      .max(100)
      .optional()
      .meta({ description: 'Which department serves clients of a size, from a deal on; without a line for them their stage decides.' }),
    topics: topics.optional(),
    noReplyReasons: reasons.optional(),
    payments: z
      .looseObject({
        earlyDays: whole(1, 365, 'A first expected payment may come so many days ahead; 31 when absent.').optional(),
        graceDays: whole(0, 365, 'So many days after its due date a payment that has not come is late; 0 when absent.').optional(),
      })
      .optional(),
    webhooks: z
      .looseObject({
        pauseDays: whole(1, 365, 'A webhook endpoint that nothing has reached for so many days is paused; 5 when absent.').optional(),
      })
      .optional(),
    personal: z
      .looseObject({
        wordsMonths: whole(
          0,
          240,
          'Months after its end in which the words and files of a conversation are kept; 0, the usual: for ever.',
        ).optional(),
        contactMonths: whole(
          0,
          240,
          'A contact with whom nothing has happened for so many months is erased; 0, the usual: never.',
        ).optional(),
        departmentsOnly: z.boolean().optional().meta({ description: 'Reports tell departments apart, never persons.' }),
        figureMonths: whole(0, 240, 'Months in which numbers are kept by person; 12 when absent, 0: for ever.').optional(),
      })
      .optional(),
    consent: consent.optional(),
  })
  .meta({
    title: 'Okno policy',
    description: `The rules of a company in numbers, one version of them. A specialist of capacity 1 has ${fullBudget} units.`,
  });

/** Makes the published JSON Schema of a policy. */
export function policyJsonSchema(): object {
  return { $id: '/schemas/policy.json', ...z.toJSONSchema(policyData, { io: 'input' }) };
}
