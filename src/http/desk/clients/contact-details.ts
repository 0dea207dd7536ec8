import { z } from 'zod';
import type { ReachRow } from '../../../db/clients/card.ts';

/** How to reach a contact. Only for the owners of the client, whoever has an open conversation of the contact in charge, heads and the director (R19). */
export const details = z.object({
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** left by the person themselves */
  left: z.array(z.object({ kind: z.enum(['phone', 'email', 'telegram']), value: z.string(), at: z.iso.datetime() })),
  /** how they are called in Telegram now, and what the link said by which they came there first; null where they do not write from there */
  telegram: z.object({ name: z.string().nullable(), username: z.string().nullable(), source: z.string().nullable() }).nullable(),
});

export type Details = z.output<typeof details>;

/** How to reach a contact; null for eyes it is not meant for. */
export function detailsOf({ reached, email, phone, left, telegram }: ReachRow): Details | null {
  if (!reached) return null;
  const at = (each: string) => new Date(each).toISOString();
  return { email, phone, left: (left ?? []).map((each) => ({ kind: each.kind, value: each.value, at: at(each.at) })), telegram };
}
