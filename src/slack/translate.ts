import { objectionTexts } from '../texts/objection.ts';
import { slackAcross } from '../texts/slack-across.ts';
import { slackMeetings } from '../texts/slack-meetings.ts';
import { slackOutreach } from '../texts/slack-outreach.ts';
import { slackDoor } from '../texts/slack-replies.ts';
import { slackViews } from '../texts/slack-views.ts';
import { translator } from '../texts/translate.ts';

const catalog = {
  ru: { ...slackDoor.ru, ...slackViews.ru, ...slackMeetings.ru, ...slackOutreach.ru, ...objectionTexts.ru, ...slackAcross.ru },
  en: { ...slackDoor.en, ...slackViews.en, ...slackMeetings.en, ...slackOutreach.en, ...objectionTexts.en, ...slackAcross.en },
} as const;

export type SlackTextKey = keyof (typeof catalog)['ru'];

/** Words what the desk says to colleagues in private messages and views; what stands in threads is worded by `tCard`. */
export const t = translator<SlackTextKey>(catalog);
