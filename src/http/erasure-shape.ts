import { z } from 'zod';
import type { ErasureRow } from '../db/erasure/erasures.ts';
import { erasureReasons, leftKinds, leftReasons } from '../domain/erasure.ts';

const left = z.object({
  what: z.enum(leftKinds).meta({
    description:
      '`slack`: messages colleagues wrote there, which an app may not delete; `telegram`: what stands in the person’s own chat, which a bot may delete for 48 hours; `notices`: the app’s private messages to colleagues in Slack; `webhooks`: deliveries to your systems, which hold ids only; `exports`: tables of contacts that were taken away; `drafts`: words a colleague has begun in their browser; `backups`: copies of the database.',
  }),
  reason: z.enum(leftReasons),
  count: z.int().nullable().meta({ description: 'How many; null: nobody can know.' }),
  places: z.array(z.string()).optional().meta({ description: 'In Slack: `channel/message` or `channel/file`, to be deleted by hand.' }),
});

/** An erasure as it is answered: ids and codes only. */
export const erasureShape = z
  .object({
    contact: z.uuid(),
    why: z.enum(erasureReasons),
    /** underway: addresses lead nowhere, the rest follows; erased: nothing stands in the database, places outside are being reached; done */
    status: z.enum(['underway', 'erased', 'done']),
    askedAt: z.iso.datetime(),
    erasedAt: z.iso.datetime().nullable(),
    doneAt: z.iso.datetime().nullable(),
    /** places outside that are still to be reached */
    waiting: z.int(),
    left: z.array(left),
  })
  .meta({ ref: 'Erasure' });

export const erasureExample = {
  contact: '0195f1c2-7d3e-7c4a-9f10-3f2b8a6d1e77',
  why: 'asked' as const,
  status: 'done' as const,
  askedAt: '2026-03-02T09:00:00.000Z',
  erasedAt: '2026-03-02T09:00:01.000Z',
  doneAt: '2026-03-02T09:00:04.000Z',
  waiting: 0,
  left: [
    { what: 'backups' as const, reason: 'elsewhere' as const, count: null },
    { what: 'slack' as const, reason: 'not-ours' as const, count: 1, places: ['C061EG9SL/1772442000.000200'] },
  ],
};

export function showErasure({ contact, why, step, askedAt, wipedAt, doneAt, places, left: found }: ErasureRow) {
  return {
    contact,
    why,
    status: step === 'done' ? ('done' as const) : wipedAt === null ? ('underway' as const) : ('erased' as const),
    askedAt: askedAt.toISOString(),
    erasedAt: wipedAt?.toISOString() ?? null,
    doneAt: doneAt?.toISOString() ?? null,
    waiting: places,
    left: found.map(({ places: where, ...each }) => ({ ...each, ...(where !== undefined && { places: [...where] }) })),
  };
}
