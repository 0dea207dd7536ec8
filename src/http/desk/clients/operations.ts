import { attachOperations } from './attach.ts';
import { clientCardOperations } from './client-card.ts';
import { contactExportOperations } from './contact-exports.ts';
import { erasureOperations } from './erasure.ts';
import { expectedPaymentOperations } from './expected-payments.ts';
import { factOperations } from './facts.ts';
import { giveOperations } from './give.ts';
import { heldOperations } from './held.ts';
import { inviteOperations } from './invite.ts';
import { joinOperations } from './joins.ts';
import { markExpectedOperations } from './mark-expected.ts';
import { outreachOperations } from './outreach.ts';
import { recordFactOperations } from './record-fact.ts';
import { timelineOperations } from './timeline.ts';
import { weightOperations } from './weight.ts';

/** Clients over time, and whose contacts are. */
export const clientOperations = [
  ...clientCardOperations,
  ...timelineOperations,
  ...factOperations,
  ...expectedPaymentOperations,
  ...markExpectedOperations,
  ...recordFactOperations,
  ...outreachOperations,
  ...inviteOperations,
  ...weightOperations,
  ...giveOperations,
  ...attachOperations,
  ...erasureOperations,
  ...contactExportOperations,
  ...heldOperations,
  ...joinOperations,
] as const;
