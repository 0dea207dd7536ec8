import { ownershipsOf } from '../../../db/clients/card.ts';
import { type FactShownRow, factHistory, lastCurrency } from '../../../db/clients/fact-history.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import type { Policy } from '../../../domain/policy.ts';
import { departmentsFor } from '../../../people/access.ts';
import type { HttpDeps } from '../../deps.ts';
import type { FactShown, Facts } from './fact-contract.ts';

const shownAtOnce = 50;

/**
 * Who may tell of what: a head of everything; a salesperson of deals and payments of their own clients and of those nobody in sales
 * owns, for commission hangs on them, and of outreach to anybody (R5).
 */
export async function mayRecord({ db }: HttpDeps, viewer: Viewer, client: string): Promise<Facts['may']> {
  const departments = departmentsFor(viewer, 'facts.tell');
  const isHead = departments === null || departments.length > 0;
  const owner = (await ownershipsOf(db, client)).find((each) => each.until === null && each.department === 'sales');
  const sells = viewer.department === 'sales';
  const owns = isHead || (sells && (owner === undefined || owner.specialist_id === viewer.id));
  return { deal: owns, payment: owns, outreach: isHead || sells };
}

/** What happened with a client, and what a form needs to tell of more. */
export async function factsOf(deps: HttpDeps, viewer: Viewer, client: string): Promise<Facts> {
  const [rows, may, currency] = await Promise.all([
    factHistory(deps.db, client, shownAtOnce + 1),
    mayRecord(deps, viewer, client),
    lastCurrency(deps.db, client),
  ]);
  const policy = deps.company().policy.data;
  return {
    facts: rows.slice(0, shownAtOnce).map(shown),
    more: rows.length > shownAtOnce,
    may,
    lines: distinct([...Object.keys(policy.productLines ?? {}), ...rows.map((each) => each.product_line)]),
    kinds: distinct([...kindsOf(policy), ...rows.map((each) => each.kind)]),
    currency: currency ?? policy.segments?.currency ?? null,
  };
}

function kindsOf({ productLines }: Policy): string[] {
  return Object.values(productLines ?? {}).flatMap(({ handover }) => ('payment' in handover ? [handover.payment.kind] : []));
}

const distinct = (all: readonly (string | null)[]): string[] => [...new Set(all.flatMap((each) => each ?? []))].toSorted();

function shown(row: FactShownRow): FactShown {
  const told = { id: row.id, at: row.at.toISOString(), person: row.person };
  const sum = { productLine: row.product_line ?? '', amount: row.amount ?? 0, currency: row.currency ?? '' };
  switch (row.type) {
    case 'deal':
      return { type: 'deal', ...told, ...sum, unrepresentative: row.unrepresentative ?? false };
    case 'payment':
      return { type: 'payment', ...told, ...sum, kind: row.kind ?? '', corrects: row.corrects };
    case 'outreach':
      return { type: 'outreach', ...told, means: row.means ?? '' };
  }
}
