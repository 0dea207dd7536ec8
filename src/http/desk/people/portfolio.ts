import { z } from 'zod';
import { type MovePlan, type Mover, movePortfolio, planMove, undoMove } from '../../../clients/move-portfolio.ts';
import type { ClientTx } from '../../../clients/recorded.ts';
import { tellNewOwners } from '../../../clients/tell-new-owners.ts';
import { movesOf } from '../../../db/clients/portfolio.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import type { StaffRow } from '../../../db/people/staff.ts';
import { sizeClasses } from '../../../domain/client.ts';
import type { ConversationId, SpecialistId } from '../../../domain/ids.ts';
import type { Company } from '../../../engine/company.ts';
import { carryOutOwed, type OwedAction, oweActions } from '../../../engine/submissions/owed.ts';
import type { Hint } from '../../../live/live.ts';
import { session } from '../../access.ts';
import type { HttpDeps } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { operation } from '../../operation.ts';
import { clientTxOf } from '../clients/client-tx.ts';
import { holder } from './person.ts';

const somebody = z.object({ id: z.uuid(), name: z.string() });

const movePlan = z.object({
  clients: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      size: z.enum(sizeClasses),
      to: somebody,
      overload: z.boolean().describe('Beyond their portfolio: nobody had room.'),
      conversations: z.int().describe('Open ones that go along.'),
    }),
  ),
  conversations: z.int().describe('Open ones of clients that are not theirs: each goes to whoever can have it.'),
  loads: z.array(
    z.object({ person: somebody, before: z.number().describe('Share of a full portfolio, 0..1 and beyond.'), after: z.number() }),
  ),
  moves: z.array(z.object({ id: z.uuid(), at: z.iso.datetime(), clients: z.int() })).describe('Earlier moves that can be undone.'),
});

const moveWish = z.strictObject({ reason: z.string().trim().min(1).max(500) });

const moved = z.object({ id: z.uuid(), clients: z.int(), conversations: z.int() });

const undone = z.object({ clients: z.int().describe('Those that were still where the move had put them.') });

export type PortfolioPlan = z.output<typeof movePlan>;

const anId = '01970a3e-1c00-7000-8000-000000000001';
const irina = { id: anId, name: 'Irina' };

const examples = {
  plan: {
    clients: [{ id: anId, name: 'Harbour Tea', size: 'small', to: irina, overload: false, conversations: 1 }],
    conversations: 0,
    loads: [{ person: irina, before: 0.25, after: 0.275 }],
    moves: [],
  },
  wish: { reason: 'On sick leave until May' },
  moved: { id: anId, clients: 1, conversations: 1 },
  undone: { clients: 1 },
};

/** A leaver's or a sick colleague's whole portfolio: previewed, moved, moved back (R12). */
export const portfolioOperations = [
  operation({
    method: 'post',
    path: '/desk/api/people/:id/portfolio/preview',
    access: session('portfolio.move', holder),
    tag: 'desk',
    summary: 'Where somebody’s portfolio would go',
    description: 'Spread by capacity over the colleagues of their department; nothing is changed.',
    answer: { status: 200, words: 'The plan.', schema: movePlan.meta({ ref: 'PortfolioPlan' }), example: examples.plan },
    errors: ['department-needed', 'unknown-specialist'],
    async handle(http, { viewer, object }) {
      const mover = moverOf(object);
      const plan = await http.db.transaction((tx) => planMove(clientTxOf(http, viewer, tx), http.company(), mover));
      if (plan === null) throw new HttpError('unknown-specialist');
      return planInWords(http, plan, mover.specialist);
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/people/:id/portfolio/move',
    access: session('portfolio.move', holder),
    tag: 'desk',
    summary: 'Move somebody’s whole portfolio',
    description: 'Clients in one transaction, undoable on record; their open conversations follow, each like any transfer.',
    body: { schema: moveWish.meta({ ref: 'PortfolioMove' }), example: examples.wish },
    answer: { status: 200, words: 'Moved.', schema: moved.meta({ ref: 'PortfolioMoved' }), example: examples.moved },
    errors: ['department-needed', 'unknown-specialist'],
    async handle(http, { viewer, object, body: { reason } }) {
      const mover = moverOf(object);
      const done = await http.db.transaction(async (tx) => {
        const moved = await movePortfolio(clientTxOf(http, viewer, tx), http.company(), mover, reason);
        if (moved.type === 'refused') return moved;
        const owed = followers(viewer, mover, moved, reason);
        await oweActions(tx, http.now(), owed);
        return { ...moved, owed, hints: await tellIfGone(clientTxOf(http, viewer, tx), http.company(), object, moved.plan) };
      });
      if (done.type === 'refused') throw new HttpError(done.code);
      http.live.publish(done.hints);
      return { id: done.id, clients: done.plan.items.length, conversations: await follow(http, done.owed) };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/people/:id/portfolio/moves/:move/undo',
    access: session('portfolio.move', holder),
    tag: 'desk',
    summary: 'Undo a move of a portfolio',
    description: 'Clients that are still where it put them go back; conversations stay with whoever has them.',
    answer: { status: 200, words: 'Undone.', schema: undone.meta({ ref: 'PortfolioUndone' }), example: examples.undone },
    errors: ['department-needed', 'unknown-specialist', 'unknown-move', 'already-undone', 'has-left'],
    async handle(http, { viewer, object, params }) {
      const { specialist } = moverOf(object);
      const move = z.uuid().safeParse(params.move);
      if (!move.success) throw new HttpError('unknown-move');
      const done = await http.db.transaction((tx) => undoMove(clientTxOf(http, viewer, tx), http.company(), move.data, specialist));
      if (done.type === 'refused') throw new HttpError(done.code);
      return { clients: done.back.length };
    },
  }),
] as const;

/** Clients are owned in departments only. */
function moverOf({ id, department }: StaffRow): Mover {
  if (department === null) throw new HttpError('department-needed');
  return { specialist: id, department };
}

/** Clients of whoever is gone are told who has them now; of a colleague who is only away nothing is said before somebody talks with them (R14). */
function tellIfGone(
  ctx: ClientTx,
  company: Company,
  { id, name, leftAt, leftIn, department }: StaffRow,
  { items }: MovePlan,
): Promise<Hint[]> {
  if (department === null || (leftAt === null && leftIn === null)) return Promise.resolve([]);
  return tellNewOwners(ctx, company, { id: id as SpecialistId, name, department }, items);
}

/** Open conversations go after their clients: to the new owner, and where that one is not there or full to whoever stands in (R16). */
function followers(
  { id: actor }: Viewer,
  { specialist: from, department }: Mover,
  { id, plan }: { readonly id: string; readonly plan: MovePlan },
  reason: string,
): OwedAction[] {
  const command = { type: 'transfer', department, reason, from } as const;
  return [...plan.items.flatMap(({ conversations }) => conversations), ...plan.loose].map((each) => {
    const conversation = each as ConversationId;
    return { type: 'desk', key: `move-${id}-${conversation}`, conversation, actor, command };
  });
}

/** Moves them along; returns how many went at once. One that is refused keeps its place, where the head sees it. */
async function follow(deps: HttpDeps, owed: readonly OwedAction[]): Promise<number> {
  let moved = 0;
  for (const each of owed) {
    const outcome = await carryOutOwed(deps, each);
    if (outcome?.type === 'accepted') moved += 1;
    else if (outcome !== null) deps.log.warn({ conversation: each.conversation, code: outcome.code }, 'not moved along');
  }
  return moved;
}

async function planInWords({ db, company }: HttpDeps, plan: MovePlan, specialist: string) {
  const person = (id: SpecialistId) => ({ id, name: company().people.get(id)?.name ?? '' });
  const moves = await movesOf(db, specialist);
  return {
    clients: plan.items.map(({ client, name, size, to, overload, conversations }) => {
      return { id: client, name, size, to: person(to as SpecialistId), overload, conversations: conversations.length };
    }),
    conversations: plan.loose.length,
    loads: plan.loads.map(({ specialist: id, capacity, before, after }) => ({
      person: person(id),
      before: before / capacity,
      after: after / capacity,
    })),
    moves: moves.map(({ id, at, clients }) => ({ id, at: at.toISOString(), clients })),
  };
}
