import { z } from 'zod';
import { planMove } from '../../../clients/move-portfolio.ts';
import { portfolioOf } from '../../../db/clients/portfolio.ts';
import { uncoveredIfLeft } from '../../../db/people/deputies.ts';
import { headInPlaceOf } from '../../../db/people/head-to-call.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import type { StaffRow } from '../../../db/people/staff.ts';
import type { SpecialistId } from '../../../domain/ids.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { operation } from '../../operation.ts';
import { clientTxOf } from '../clients/client-tx.ts';
import { personNamed, sample } from '../named.ts';
import { person } from './person.ts';

const leavePlan = z.object({
  clients: z.int().describe('They own.'),
  shares: z
    .array(
      z.object({
        person: personNamed,
        clients: z.int().describe('They would get.'),
        before: z.number().describe('Share of a full portfolio, 0..1 and beyond.'),
        after: z.number(),
      }),
    )
    .nullable()
    .describe('Who of the department would get how many of them; null: nobody can have any, so it is the head’s task.'),
  overloads: z.int().describe('Clients for whom nobody has room.'),
  head: personNamed.nullable().describe('Whose task it would be instead.'),
  standsInFor: z.array(z.string()).describe('Names of those who would need another deputy.'),
});

export type LeavePlan = z.output<typeof leavePlan>;

const example: LeavePlan = {
  clients: 3,
  shares: [{ person: sample.anna, clients: 3, before: 0.25, after: 0.275 }],
  overloads: 0,
  head: { id: sample.id(42), name: 'Hanna' },
  standsInFor: ['Pavel'],
};

/** What it would come to that somebody leaves the company (R12). */
export const leavePreviewOperations = [
  operation({
    method: 'post',
    path: '/desk/api/staff/:id/leave/preview',
    access: session('person.administer', person),
    tag: 'desk',
    summary: 'What somebody’s leaving would come to',
    description: 'Who would get how many of their clients, with the portfolios before and after. Nothing is changed.',
    answer: { status: 200, words: 'The plan.', schema: leavePlan.meta({ ref: 'LeavePlan' }), example },
    errors: [],
    handle: (http, { viewer, object }) => planLeaving(http, viewer, object),
  }),
] as const;

async function planLeaving(http: Http, viewer: Viewer, { id, department }: StaffRow): Promise<LeavePlan> {
  const specialist = id as SpecialistId;
  const company = http.company();
  const standsInFor = await uncoveredIfLeft(http.db, specialist, http.now());
  const named = (of: SpecialistId) => ({ id: of, name: company.people.get(of)?.name ?? '' });
  const headId = department === null ? null : await headInPlaceOf(http.db, department, specialist);
  const rest = { standsInFor, head: headId === null ? null : named(headId) };
  if (department === null) return { clients: 0, shares: null, overloads: 0, ...rest };
  return http.db.transaction(async (tx) => {
    const { clients } = await portfolioOf(tx, specialist, department);
    const plan = await planMove(clientTxOf(http, viewer, tx), company, { specialist, department });
    const shares = plan?.loads.map(({ specialist: of, capacity, before, after }) => ({
      person: named(of),
      clients: plan.items.filter(({ to }) => to === of).length,
      before: before / capacity,
      after: after / capacity,
    }));
    return { clients: clients.length, shares: shares ?? null, overloads: plan?.items.filter((each) => each.overload).length ?? 0, ...rest };
  });
}
