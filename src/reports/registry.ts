import { assignments } from './assignments.ts';
import { handovers } from './handovers.ts';
import { load } from './load.ts';
import { payments } from './payments.ts';
import { withoutPersons } from './persons.ts';
import { plan } from './plan.ts';
import type { Report, ReportKey } from './report.ts';
import { response } from './response.ts';
import { tree } from './tree.ts';
import { violations } from './violations.ts';

/** Every report there is; a new one stands here, and is on every page, export and address from then on. */
export const reports: readonly Report[] = [response, load, assignments, violations, handovers, tree, plan, payments].map(withoutPersons);

export function reportNamed(key: ReportKey): Report | undefined {
  return reports.find((each) => each.key === key);
}
