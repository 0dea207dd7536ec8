import { z } from 'zod';

/*
 * What Slack sends, as far as the door looks at it. Everything else passes by unread: Slack adds fields at any time.
 */

const text = z.string();
/** What names a thing of Slack's. It is looked up and stored under a unique key, which holds no more than some kilobytes. */
const key = z.string().max(255);

export const slackFile = z.looseObject({
  id: key,
  name: text.nullish(),
  title: text.nullish(),
  mimetype: text.nullish(),
  size: z.number().nullish(),
  subtype: text.nullish(),
  mode: text.nullish(),
  is_external: z.boolean().nullish(),
});

export type SlackFile = z.output<typeof slackFile>;

export const slackMessage = z.looseObject({
  type: text.optional(),
  subtype: text.nullish(),
  channel: key.nullish(),
  user: key.nullish(),
  user_team: key.nullish(),
  bot_id: key.nullish(),
  app_id: key.nullish(),
  text: text.optional().catch(undefined),
  blocks: z
    .array(z.looseObject({ type: text }))
    .optional()
    .catch(undefined),
  ts: key,
  thread_ts: key.nullish(),
  edited: z.looseObject({ ts: key }).nullish(),
  files: z.array(slackFile).nullish(),
  attachments: z
    .array(z.looseObject({ is_share: z.boolean().nullish(), is_msg_unfurl: z.boolean().nullish() }))
    .nullish()
    .catch(null),
  hidden: z.boolean().nullish(),
});

export type SlackMessage = z.output<typeof slackMessage>;

const changed = z.looseObject({
  subtype: z.literal('message_changed'),
  channel: key,
  message: slackMessage,
  previous_message: slackMessage.nullish().catch(null),
});
const deleted = z.looseObject({
  subtype: z.literal('message_deleted'),
  channel: key,
  deleted_ts: key,
  previous_message: z.looseObject({ thread_ts: key.nullish() }).nullish(),
});

/** A message event: changed, deleted, or anything that stands in a channel. */
export const messageEvent = z.union([changed, deleted, slackMessage]);

export type Changed = z.output<typeof changed>;
export type Deleted = z.output<typeof deleted>;

export function isChanged(event: z.output<typeof messageEvent>): event is Changed {
  return event.subtype === 'message_changed';
}

export function isDeleted(event: z.output<typeof messageEvent>): event is Deleted {
  return event.subtype === 'message_deleted';
}

export const slackUser = z.looseObject({
  id: key,
  team_id: key.nullish(),
  deleted: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  is_restricted: z.boolean().nullish(),
  is_ultra_restricted: z.boolean().nullish(),
  is_stranger: z.boolean().nullish(),
  name: text.nullish(),
  real_name: text.nullish(),
  profile: z.looseObject({ email: text.nullish(), display_name: text.nullish(), real_name: text.nullish() }).nullish(),
  enterprise_user: z
    .looseObject({ teams: z.array(key).nullish() })
    .nullish()
    .catch(null),
});

export type SlackUser = z.output<typeof slackUser>;

/** Which app and which workspace something came from: events, actions and commands say it in different places. */
export const origin = z.looseObject({
  api_app_id: key.nullish(),
  team_id: key.nullish(),
  enterprise_id: key.nullish(),
  team: z.looseObject({ id: key }).nullish(),
  enterprise: z.looseObject({ id: key }).nullish(),
  authorizations: z.array(z.looseObject({ team_id: key.nullish() })).nullish(),
});

const option = z.looseObject({ value: text });

/** What a person has entered in an element of a view. */
export const entered = z.looseObject({
  type: text.optional(),
  value: text.nullish(),
  selected_option: option.nullish(),
  selected_date_time: z.number().nullish(),
});

const state = z.looseObject({ values: z.record(text, z.record(text, entered)) });

export const action = z.looseObject({ action_id: key, value: text.nullish(), selected_option: option.nullish() });

const viewOf = z.looseObject({
  id: key,
  type: text.optional(),
  hash: key.nullish(),
  callback_id: key.nullish(),
  private_metadata: text.nullish(),
  state: state.nullish().catch(null),
});

export type SlackView = z.output<typeof viewOf>;

const person = z.looseObject({ id: key, team_id: key.nullish() });

export const blockActions = z.looseObject({
  user: person,
  trigger_id: text.nullish(),
  response_url: text.nullish(),
  container: z
    .looseObject({ channel_id: key.nullish(), message_ts: key.nullish(), thread_ts: key.nullish(), is_ephemeral: z.boolean().nullish() })
    .nullish(),
  view: viewOf.nullish(),
  actions: z.array(action).min(1),
});

export type BlockActions = z.output<typeof blockActions>;

export const viewSubmission = z.looseObject({ user: person, trigger_id: text.nullish(), view: viewOf });

export const slashCommand = z.looseObject({
  user_id: key,
  channel_id: key.nullish(),
  text: text.nullish(),
  trigger_id: text.nullish(),
  response_url: text.nullish(),
});

export const eventEnvelope = z.looseObject({ event_id: key });

export const homeOpened = z.looseObject({ user: key, tab: text.nullish() });

export const userChange = z.looseObject({ user: slackUser });

export const tokensRevoked = z.looseObject({ type: text, tokens: z.looseObject({ bot: z.array(text).nullish() }).nullish() });

export const suggestion = z.looseObject({ user: person, action_id: key, value: text.nullish() });

/** Whether it can be an id of ours: what comes back from Slack need not be what was given to it. */
export const isId = (value: string): boolean => z.guid().safeParse(value).success;
