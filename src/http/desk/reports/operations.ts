import { planDeskOperations } from '../../plans/desk.ts';
import { tableDeskOperations } from '../../reports/export/operations.ts';
import { reportDeskOperations } from '../../reports/operations.ts';
import { nowOperations } from '../now/operations.ts';
import { auditOperations } from './audit.ts';
import { commissionOperations } from './commission.ts';
import { coverageOperations } from './coverage.ts';
import { handoverOperations } from './handovers.ts';
import { paymentListOperations } from './payments.ts';
import { savedViewOperations } from './saved-views.ts';
import { violationOperations } from './violations.ts';

/** What managers read, and say to it: late answers, handovers, commission, who knows whom, the audit. */
export const reportOperations = [
  ...violationOperations,
  ...handoverOperations,
  ...commissionOperations,
  ...coverageOperations,
  ...auditOperations,
  ...tableDeskOperations,
  ...reportDeskOperations,
  ...planDeskOperations,
  ...paymentListOperations,
  ...nowOperations,
  ...savedViewOperations,
] as const;
