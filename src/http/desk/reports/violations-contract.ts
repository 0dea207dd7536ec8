import { z } from 'zod';

/*
 * `GET /desk/api/violations?person=&department=&kind=first|later|promise&excused=yes|no&from=&until=&cursor=&limit=`: answers that
 * came late, the newest first; a specialist's own, a head's people's, everybody's for the director.
 * `POST /desk/api/violations/:id/reply { text }`: its person says a sentence. `POST /desk/api/violations/:id/excuse { reason }`: their
 * head, or the director, excuses it; it stays, marked (R16).
 */

const person = z.object({ id: z.uuid(), name: z.string() });
const word = z.object({ text: z.string(), at: z.iso.datetime(), by: person });

export const violation = z.object({
  /** of the turn and the hold in it */
  id: z.string(),
  at: z.iso.datetime(),
  /** which deadline: the first answer, a later one, a promised time */
  kind: z.enum(['first', 'later', 'promise']),
  dueAt: z.iso.datetime(),
  /** working minutes by which it was late; so far, while `open` */
  lateMinutes: z.int(),
  open: z.boolean(),
  person,
  department: z.object({ key: z.string(), name: z.string() }),
  conversation: z.uuid(),
  title: z.string(),
  reply: word.nullable(),
  excuse: word.nullable(),
  may: z.object({ reply: z.boolean(), excuse: z.boolean() }),
});

export const violationPage = z.object({ violations: z.array(violation), nextCursor: z.string().nullable() });
export const violationReply = z.strictObject({ text: z.string().trim().min(1).max(1000) });
export const violationExcuse = z.strictObject({ reason: z.string().trim().min(1).max(1000) });

export type Violation = z.infer<typeof violation>;
export type ViolationPage = z.infer<typeof violationPage>;
