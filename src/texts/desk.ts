import { acrossTexts } from './desk-across.ts';
import { actionTexts } from './desk-actions.ts';
import { appTexts } from './desk-app.ts';
import { cardTexts } from './desk-card.ts';
import { clientTexts } from './desk-clients.ts';
import { companyTexts } from './desk-company.ts';
import { composerTexts } from './desk-composer.ts';
import { factTexts } from './desk-facts.ts';
import { finishTexts } from './desk-finish.ts';
import { frameTexts } from './desk-frame.ts';
import { handoverTexts } from './desk-handover.ts';
import { listTexts } from './desk-list.ts';
import { meetingTexts } from './desk-meetings.ts';
import { messageTexts } from './desk-messages.ts';
import { nowTexts } from './desk-now.ts';
import { deskOutreach } from './desk-outreach.ts';
import { peopleTexts } from './desk-people.ts';
import { planTexts } from './desk-plan.ts';
import { policyPageTexts } from './desk-policy.ts';
import { problemTexts } from './desk-problems.ts';
import { scheduleTexts } from './desk-schedules.ts';
import { sessionTexts } from './desk-sessions.ts';
import { termTexts } from './desk-terms.ts';
import { threadTexts } from './desk-thread.ts';
import { turnTexts } from './desk-turn.ts';
import { viewTexts } from './desk-views.ts';
import { webhookTexts } from './desk-webhooks.ts';
import { workTexts } from './desk-work.ts';
import { type Catalog, translator } from './translate.ts';

const ru = {
  ...acrossTexts.ru,
  ...actionTexts.ru,
  ...appTexts.ru,
  ...cardTexts.ru,
  ...clientTexts.ru,
  ...companyTexts.ru,
  ...composerTexts.ru,
  ...factTexts.ru,
  ...finishTexts.ru,
  ...frameTexts.ru,
  ...handoverTexts.ru,
  ...listTexts.ru,
  ...meetingTexts.ru,
  ...messageTexts.ru,
  ...deskOutreach.ru,
  ...nowTexts.ru,
  ...planTexts.ru,
  ...peopleTexts.ru,
  ...policyPageTexts.ru,
  ...problemTexts.ru,
  ...scheduleTexts.ru,
  ...sessionTexts.ru,
  ...termTexts.ru,
  ...threadTexts.ru,
  ...turnTexts.ru,
  ...viewTexts.ru,
  ...webhookTexts.ru,
  ...workTexts.ru,
} as const;

export type DeskTextKey = keyof typeof ru;

const en: Readonly<Record<DeskTextKey, string>> = {
  ...acrossTexts.en,
  ...actionTexts.en,
  ...appTexts.en,
  ...cardTexts.en,
  ...clientTexts.en,
  ...companyTexts.en,
  ...composerTexts.en,
  ...factTexts.en,
  ...finishTexts.en,
  ...frameTexts.en,
  ...handoverTexts.en,
  ...listTexts.en,
  ...meetingTexts.en,
  ...messageTexts.en,
  ...deskOutreach.en,
  ...nowTexts.en,
  ...planTexts.en,
  ...peopleTexts.en,
  ...policyPageTexts.en,
  ...problemTexts.en,
  ...scheduleTexts.en,
  ...sessionTexts.en,
  ...termTexts.en,
  ...threadTexts.en,
  ...turnTexts.en,
  ...viewTexts.en,
  ...webhookTexts.en,
  ...workTexts.en,
};

/** Words of the desk page, a file a page. */
export const consoleTexts: Catalog<DeskTextKey> = { ru, en };

export const tDesk = translator(consoleTexts);
