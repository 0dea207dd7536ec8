import { changed, forgotten, handover, portfolio, told, wroteFirst } from './clients.ts';
import { admitted, called, conversation, files, slackThread, tidied, undelivered } from './conversations.ts';
import { attached, invited, joined } from './joins.ts';
import { formerMatter, handedBack, notAboutMoney, severalClients } from './matters.ts';
import { owners, proposedByKey, wishedFor } from './owners.ts';
import { plans } from './plans.ts';
import { clientCard, demoSite, listed, now, presence, reports, terminal } from './reading.ts';
import type { Journey } from './road.ts';
import { device, kept, meeting, signedIn, versioned, violations } from './staff.ts';
import { companyItself, webhooksByDesk, webhooksByKey } from './systems.ts';

export type { Fields, Road } from './road.ts';

/** Ways of many steps, each of which needs what the one before it made. */
export const journeys: Readonly<Record<string, Journey>> = {
  webhooksByKey,
  webhooksByDesk,
  handedBack,
  conversation,
  tidied,
  formerMatter,
  severalClients,
  notAboutMoney,
  owners,
  wishedFor,
  proposedByKey,
  told,
  changed,
  wroteFirst,
  forgotten,
  meeting,
  joined,
  attached,
  invited,
  called,
  violations,
  portfolio,
  handover,
  versioned,
  device,
  files,
  slackThread,
  signedIn,
  undelivered,
  kept,
  admitted,
  clientCard,
  presence,
  reports,
  now,
  plans,
  companyItself,
  listed,
  terminal,
  demoSite,
};
