import { slackDoor } from '../texts/slack-replies.ts';
import { slackViews } from '../texts/slack-views.ts';
import { translator } from '../texts/translate.ts';

const catalog = { ru: { ...slackDoor.ru, ...slackViews.ru }, en: { ...slackDoor.en, ...slackViews.en } } as const;

export type SlackTextKey = keyof (typeof catalog)['ru'];

/** Words what the desk says to colleagues in private messages and views; what stands in threads is worded by `tCard`. */
export const t = translator<SlackTextKey>(catalog);
