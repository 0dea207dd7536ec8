import { z } from 'zod';
import { isAddress, setting } from './setting.ts';

/** How Slack is reached. */
export const slackSettings = {
  slackBotToken: setting({
    env: 'SLACK_BOT_TOKEN',
    doc: 'Token of the Slack app in the workspace (`xoxb-…`). With it `SLACK_APP_TOKEN`, or `SLACK_SIGNING_SECRET` and `PUBLIC_URL`.',
    expected: 'a token that begins with xoxb-',
    schema: z
      .string()
      .regex(/^xoxb-[A-Za-z0-9-]+$/)
      .optional(),
    default: 'no Slack',
  }),
  slackAppToken: setting({
    env: 'SLACK_APP_TOKEN',
    doc: 'App-level token (`xapp-…`): the server asks Slack (Socket Mode), and needs no public address.',
    expected: 'a token that begins with xapp-',
    schema: z
      .string()
      .regex(/^xapp-[A-Za-z0-9-]+$/)
      .optional(),
    default: 'Slack calls `/slack/events`',
  }),
  slackSigningSecret: setting({
    env: 'SLACK_SIGNING_SECRET',
    doc: 'Key by which Slack signs its calls of `/slack/events`.',
    expected: 'at least 8 characters',
    schema: z.string().min(8).optional(),
    default: 'Socket Mode',
  }),
  slackChannel: setting({
    env: 'SLACK_CHANNEL',
    doc: 'Slack channel for departments without one of their own, and for conversations whose channel is archived or closed to the app.',
    expected: 'a channel id such as C0123456789',
    schema: z
      .string()
      .regex(/^[CG][A-Z0-9]{2,}$/)
      .optional(),
    default: 'departments without a channel have no threads',
  }),
  slackApiUrl: setting({
    env: 'SLACK_API_URL',
    doc: 'Another address of the Slack Web API.',
    expected: 'an http or https address',
    schema: z.string().refine(isAddress).default('https://slack.com/api/'),
    default: 'https://slack.com/api/',
  }),
} as const;
