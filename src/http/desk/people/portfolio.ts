import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type MovePlan, movePortfolio, planMove, undoMove } from '../../../clients/move-portfolio.ts';
import { movesOf } from '../../../db/clients/portfolio.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { staffRow } from '../../../db/people/staff.ts';
import type { ConversationId, SpecialistId } from '../../../domain/ids.ts';
import { mayAbout } from '../../../people/access.ts';
import { readBody } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe.ts';
import { HttpError } from '../../errors.ts';
import { clientTxOf } from '../clients/attach.ts';
import { bodyErrors, changeErrors } from '../work/query.ts';
import { signedInToChange } from './auth.ts';
import * as contract from './portfolio-contract.ts';
import { idOf } from './staff.ts';

const change = { tag: 'desk', security: 'deskChange' } as const;
const about = ['forbidden', 'unknown-person', 'department-needed', 'unknown-specialist'] as const;

/** A leaver's or a sick colleague's whole portfolio: previewed, moved, moved back (R12). */
export function portfolioRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const { examples } = contract;

  app.post(
    '/people/:id/portfolio/preview',
    describe({
      ...change,
      summary: 'Where somebody’s portfolio would go',
      description: 'Spread by capacity over the colleagues of their department; nothing is changed.',
      answers: { 200: { words: 'The plan.', schema: contract.movePlan.meta({ ref: 'PortfolioPlan' }), example: examples.plan } },
      errors: [...changeErrors, ...about],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const mover = await moverOf(deps, viewer, c);
      const plan = await deps.db.transaction((tx) => planMove(clientTxOf(deps, viewer, tx), deps.company(), mover));
      if (plan === null) throw new HttpError('unknown-specialist');
      return c.json(await planInWords(deps, plan, mover.specialist));
    },
  );

  app.post(
    '/people/:id/portfolio/move',
    describe({
      ...change,
      summary: 'Move somebody’s whole portfolio',
      description: 'Clients in one transaction, undoable on record; their open conversations follow, each like any transfer.',
      body: { schema: contract.moveWish.meta({ ref: 'PortfolioMove' }), example: examples.wish },
      answers: { 200: { words: 'Moved.', schema: contract.moved.meta({ ref: 'PortfolioMoved' }), example: examples.moved } },
      errors: [...bodyErrors, ...changeErrors, ...about],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const { reason } = await readBody(c, contract.moveWish);
      const mover = await moverOf(deps, viewer, c);
      const done = await deps.db.transaction((tx) => movePortfolio(clientTxOf(deps, viewer, tx), deps.company(), mover, reason));
      if (done.type === 'refused') throw new HttpError(done.code);
      const conversations = await follow(deps, viewer, mover.department, done, reason);
      return c.json({ id: done.id, clients: done.plan.items.length, conversations });
    },
  );

  app.post(
    '/people/:id/portfolio/moves/:move/undo',
    describe({
      ...change,
      summary: 'Undo a move of a portfolio',
      description: 'Clients that are still where it put them go back; conversations stay with whoever has them.',
      answers: { 200: { words: 'Undone.', schema: contract.undone.meta({ ref: 'PortfolioUndone' }), example: examples.undone } },
      errors: [...changeErrors, ...about, 'unknown-move', 'already-undone', 'has-left'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const { specialist } = await moverOf(deps, viewer, c);
      const move = z.uuid().safeParse(c.req.param('move'));
      if (!move.success) throw new HttpError('unknown-move');
      const done = await deps.db.transaction((tx) => undoMove(clientTxOf(deps, viewer, tx), deps.company(), move.data, specialist));
      if (done.type === 'refused') throw new HttpError(done.code);
      return c.json({ clients: done.clients });
    },
  );

  return app;
}

/** Whose portfolio it is; only for who may move it, and where they own clients. */
async function moverOf({ db, now }: HttpDeps, viewer: Viewer, c: Context) {
  const row = await staffRow(db, now(), idOf(c, 'unknown-person'));
  if (row === null) throw new HttpError('unknown-person');
  if (!mayAbout(viewer, 'portfolio.move', row)) throw new HttpError('forbidden');
  if (row.department === null) throw new HttpError('department-needed');
  return { specialist: row.id as SpecialistId, department: row.department };
}

/** Open conversations go after their clients. One that cannot be moved now keeps its place, where the head sees it. */
async function follow(
  deps: HttpDeps,
  viewer: Viewer,
  department: string,
  { id, plan }: { readonly id: string; readonly plan: MovePlan },
  reason: string,
): Promise<number> {
  const own = plan.items.flatMap(({ to, conversations }) =>
    conversations.map((conversation) => ({ conversation, to: { specialist: to } })),
  );
  const rest = plan.loose.map((conversation) => ({ conversation, to: {} }));
  let moved = 0;
  for (const { conversation, to } of [...own, ...rest]) {
    const command = { type: 'transfer', department, reason, ...to } as const;
    const action = {
      type: 'desk',
      key: `move-${id}-${conversation}`,
      conversation: conversation as ConversationId,
      actor: viewer.id,
      command,
    } as const;
    const outcome = await deps.submit(action).catch(() => null);
    if (outcome?.type === 'accepted') moved += 1;
    else deps.log.warn({ conversation, move: id }, 'not moved along');
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
