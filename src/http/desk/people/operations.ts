import { absenceOperations } from './absences.ts';
import { availabilityOperations } from './availability.ts';
import { colleagueOperations } from './colleagues.ts';
import { coverOperations } from './cover.ts';
import { departmentOperations } from './departments.ts';
import { keyOperations } from './keys.ts';
import { leavePreviewOperations } from './leave-preview.ts';
import { leavingOperations } from './leaving.ts';
import { meOperations } from './me.ts';
import { pinOperations } from './pin.ts';
import { portfolioOperations } from './portfolio.ts';
import { sessionOperations } from './session.ts';
import { sessionsOperations } from './sessions.ts';
import { signInOperations } from './sign-in.ts';
import { signInLinkOperations } from './sign-in-link.ts';
import { staffOperations } from './staff.ts';
import { summaryOperations } from './summaries.ts';
import { webhookOperations } from './webhooks.ts';

/** Who works here and who gets in: people, their time, sessions, keys. */
export const peopleOperations = [
  ...signInOperations,
  ...sessionOperations,
  ...sessionsOperations,
  ...pinOperations,
  ...meOperations,
  ...availabilityOperations,
  ...colleagueOperations,
  ...staffOperations,
  ...leavePreviewOperations,
  ...leavingOperations,
  ...signInLinkOperations,
  ...absenceOperations,
  ...departmentOperations,
  ...coverOperations,
  ...portfolioOperations,
  ...keyOperations,
  ...summaryOperations,
  ...webhookOperations,
] as const;
