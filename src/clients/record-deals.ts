import { dealsSince } from '../db/clients/facts.ts';
import { clientFlows } from '../db/clients/flow.ts';
import type { SizeClass } from '../domain/client.ts';
import { termsOf } from '../domain/product-line.ts';
import { sizeAfterDeal } from '../domain/segment.ts';
import { feedClients } from './client-flow.ts';
import { postCommission } from './commission.ts';
import { demandStaff } from './demand.ts';
import { clientsOf, type FactBase, factColumns, type Kept, keepFacts, type Named } from './facts.ts';
import { moveBySegment } from './move-by-segment.ts';
import type { ClientTx } from './recorded.ts';
import { resize } from './resize.ts';

export interface NewDeal extends FactBase {
  readonly client: Named;
  readonly productLine: string;
  readonly amount: number;
  readonly currency: string;
  readonly specialist: string | null;
  readonly unrepresentative: boolean;
  /** stays with sales until the scheme is agreed and the documents are in */
  readonly project: boolean;
}

const year = 365 * 86_400_000;

/** Records deals: the initial period begins with the first, segment and size are computed anew with each (R17). Throws `FactRefused`. */
export async function recordDeals(ctx: ClientTx, deals: readonly NewDeal[]): Promise<readonly Kept[]> {
  await demandStaff(
    ctx,
    deals.map(({ specialist }) => specialist),
  );
  const clients = await clientsOf(
    ctx,
    deals.map(({ client }) => client),
    true,
  );
  const rows = await Promise.all(
    deals.map(async ({ productLine, amount, currency, specialist, unrepresentative, project, ...base }, i) => {
      const what = { clientId: clients[i] ?? '', productLine, amount, currency, specialistId: specialist, unrepresentative };
      return { ...(await factColumns(ctx, base, { ...what, project })), ...what };
    }),
  );
  const { kept, fresh } = await keepFacts(ctx, 'deal', rows);
  if (fresh.length === 0) return kept;
  const projects = new Set(rows.flatMap(({ id }, i) => (deals[i]?.project === true ? [id] : [])));
  const inOrder = fresh.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  await feedClients(
    ctx,
    inOrder.map(({ id, clientId, productLine, unrepresentative, at }) => {
      const rule = termsOf(ctx.policy.productLines, productLine).handover;
      return { client: clientId, event: { type: 'deal', line: productLine, rule, unrepresentative }, at, isProject: projects.has(id) };
    }),
  );
  await postCommission(ctx, fresh);
  await resize(ctx, await sizesOf(ctx, new Set(fresh.map(({ clientId }) => clientId))));
  await moveBySegment(
    ctx,
    fresh.map(({ clientId }) => clientId),
  );
  return kept;
}

async function sizesOf(ctx: ClientTx, clients: ReadonlySet<string>): Promise<Map<string, SizeClass>> {
  const { segments } = ctx.policy;
  if (segments === undefined) return new Map();
  const ids = [...clients];
  const [rows, deals] = await Promise.all([clientFlows(ctx.tx, ids), dealsSince(ctx.tx, ids, new Date(ctx.now.getTime() - year))]);
  return new Map(
    rows.map(({ id, size }) => [
      id,
      sizeAfterDeal(
        segments,
        size,
        deals.filter(({ clientId }) => clientId === id),
      ),
    ]),
  );
}
