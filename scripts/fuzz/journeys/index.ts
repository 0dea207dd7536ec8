import { handover, portfolio } from './clients.ts';
import { admitted, called, conversation, files, slackThread, tidied, undelivered } from './conversations.ts';
import { attached, invited, joined } from './joins.ts';
import { clientCard, demoSite, presence, reports, terminal } from './reading.ts';
import type { Journey } from './road.ts';
import { device, kept, signedIn, versioned, violations } from './staff.ts';

export type { Fields, Road } from './road.ts';

/** Ways of many steps, each of which needs what the one before it made. */
export const journeys: Readonly<Record<string, Journey>> = {
  conversation,
  tidied,
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
  terminal,
  demoSite,
};
