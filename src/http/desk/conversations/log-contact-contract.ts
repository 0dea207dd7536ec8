import { z } from 'zod';
import { maxTextLength } from '../../../domain/content.ts';
import { statuses } from '../../../domain/decision.ts';
import { languages } from '../../../domain/language.ts';
import { clientInShort, department, named, person, short } from '../work/contract.ts';

const key = z
  .string()
  .min(8)
  .max(64)
  .regex(/^[\x21-\x7e]+$/);
const worded = z.object({ ru: z.string(), en: z.string() });

/** `GET /desk/api/tree`: the question tree to be walked with a caller. A `text` question is answered by a text, or skipped by its option. */
export const tree = z.object({
  hash: z.string(),
  greeting: worded,
  root: z.string(),
  questions: z.record(
    z.string(),
    z.object({
      kind: z.enum(['choice', 'text']),
      ask: worded,
      options: z.array(
        z.object({ id: z.string(), label: worded, next: z.union([z.object({ question: z.string() }), z.object({ leaf: z.string() })]) }),
      ),
      /** where a typed answer leads; only of a text question */
      next: z.union([z.object({ question: z.string() }), z.object({ leaf: z.string() })]).optional(),
    }),
  ),
  leaves: z.record(z.string(), z.object({ department, products: z.array(worded) })),
});

/** `GET /desk/api/log/callers?q=`: who may be calling, found by name or by the whole phone number or e-mail. Details are not shown. */
export const callers = z.object({
  contacts: z.array(named.extend({ client: clientInShort.nullable(), owners: z.array(z.object({ department, specialist: person })) })),
});

/**
 * `POST /desk/api/log`: a call or a visit becomes a conversation (R3, R7). A known contact is asked nothing; a stranger's answers
 * walk the tree to its end (422 `unfinished-answers`). `note` stays inside. `take`: the logger serves them.
 */
export const log = z
  .strictObject({
    key,
    kind: z.enum(['call', 'visit']),
    contact: z.uuid().optional(),
    stranger: z.strictObject({ name: short, phone: z.string().trim().max(40).optional() }).optional(),
    language: z.enum(languages),
    answers: z
      .array(
        z
          .strictObject({
            question: z.string().min(1).max(64),
            option: z.string().min(1).max(64).optional(),
            text: z.string().trim().min(1).max(maxTextLength).optional(),
          })
          .refine((each) => (each.option === undefined) !== (each.text === undefined), 'exactly one of option and text'),
      )
      .max(20)
      .default([]),
    note: z.string().trim().min(1).max(maxTextLength).optional(),
    take: z.boolean().default(false),
  })
  .refine((each) => (each.contact === undefined) !== (each.stranger === undefined), 'exactly one of contact and stranger')
  .refine((each) => each.contact === undefined || each.answers.length === 0, 'a known contact is asked nothing');

export const logged = z.object({
  conversation: z.uuid(),
  status: z.enum(statuses),
  /** whose matter it is */
  department,
  /** whom to call over; null: they wait in the queue */
  specialist: person.nullable(),
  /** whose client it is */
  owners: z.array(z.object({ department, specialist: person })),
  /** the logger may take it now, at POST /conversations/:id/take */
  mayTake: z.boolean(),
  duplicate: z.boolean(),
});

export type TreeToWalk = z.infer<typeof tree>;
export type Callers = z.infer<typeof callers>;
export type Log = z.infer<typeof log>;
export type Logged = z.infer<typeof logged>;
