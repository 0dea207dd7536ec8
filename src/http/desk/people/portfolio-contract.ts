import { z } from 'zod';
import { sizeClasses } from '../../../domain/client.ts';

const person = z.object({ id: z.uuid(), name: z.string() });

export const movePlan = z.object({
  clients: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      size: z.enum(sizeClasses),
      to: person,
      overload: z.boolean().describe('Beyond their portfolio: nobody had room.'),
      conversations: z.int().describe('Open ones that go along.'),
    }),
  ),
  conversations: z.int().describe('Open ones of clients that are not theirs: each goes to whoever can have it.'),
  loads: z.array(z.object({ person, before: z.number().describe('Share of a full portfolio, 0..1 and beyond.'), after: z.number() })),
  moves: z.array(z.object({ id: z.uuid(), at: z.iso.datetime(), clients: z.int() })).describe('Earlier moves that can be undone.'),
});

export const moveWish = z.strictObject({ reason: z.string().trim().min(1).max(500) });

export const moved = z.object({ id: z.uuid(), clients: z.int(), conversations: z.int() });

export const undone = z.object({ clients: z.int().describe('Those that were still where the move had put them.') });

const id = '01970a3e-1c00-7000-8000-000000000001';
const irina = { id, name: 'Irina' };

export const examples = {
  plan: {
    clients: [{ id, name: 'Harbour Tea', size: 'small', to: irina, overload: false, conversations: 1 }],
    conversations: 0,
    loads: [{ person: irina, before: 0.25, after: 0.275 }],
    moves: [],
  },
  wish: { reason: 'On sick leave until May' },
  moved: { id, clients: 1, conversations: 1 },
  undone: { clients: 1 },
} as const;
