import { planApiOperations } from '../plans/api.ts';
import { tableApiOperations } from '../reports/export/operations.ts';
import { reportApiOperations } from '../reports/operations.ts';
import { callOperations } from './calls.ts';
import { clientOperations } from './clients.ts';
import { commissionOperations } from './commission.ts';
import { contactOperations } from './contacts.ts';
import { conversationOperations } from './conversations.ts';
import { erasureOperations } from './erasure.ts';
import { expectedPaymentOperations } from './expected-payments.ts';
import { factOperations } from './facts.ts';
import { heldOperations } from './held.ts';
import { markExpectedOperations } from './mark-expected.ts';
import { messageChangeOperations } from './message-changes.ts';
import { ownerOperations } from './owners.ts';
import { peopleOperations } from './people.ts';
import { postOperations } from './posts.ts';
import { proposalOperations } from './proposals.ts';
import { webhookOperations } from './webhooks.ts';

/** What the company's own systems ask and tell: `/api/v1`. */
export const apiOperations = [
  ...clientOperations,
  ...ownerOperations,
  ...proposalOperations,
  ...contactOperations,
  ...erasureOperations,
  ...heldOperations,
  ...conversationOperations,
  ...postOperations,
  ...messageChangeOperations,
  ...peopleOperations,
  ...factOperations,
  ...expectedPaymentOperations,
  ...markExpectedOperations,
  ...callOperations,
  ...commissionOperations,
  ...tableApiOperations,
  ...reportApiOperations,
  ...planApiOperations,
  ...webhookOperations,
] as const;
