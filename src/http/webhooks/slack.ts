import { z } from 'zod';
import type { Access } from '../access.ts';
import { readText } from '../body.ts';
import type { HttpDeps } from '../deps.ts';
import { HttpError } from '../errors.ts';
import { operation } from '../operation.ts';

/** A message of 40,000 letters comes with its blocks, its former words and every letter escaped, and once more inside a form. */
const largest = 4 * 1024 * 1024;

const envelope = z
  .looseObject({ type: z.string() })
  .meta({ ref: 'SlackCall', description: 'As Slack documents it; interactivity and commands come as forms.' });

/** The Slack app of the company. The signature covers the body, so the room that knows both checks it, before it parses anything. */
const slackSignature: Access<{ readonly slack: NonNullable<HttpDeps['slack']> }> = {
  by: 'slack-signature',
  errors: ['not-found', 'slack-signature', 'slack-app'],
  async admit({ slack }) {
    if (slack === undefined) throw new HttpError('not-found');
    return { slack };
  },
};

/** The one address Slack calls: events, taps, menus, views and commands. */
export const slackOperations = [
  operation({
    method: 'post',
    path: '/slack/events',
    access: slackSignature,
    tag: 'slack',
    summary: 'What Slack has to say',
    description:
      'Events, interactivity and commands of the Slack app, signed by Slack. An event is answered once it is carried out; the same event again is a repeat, and success.',
    body: { schema: envelope, example: { type: 'url_verification', challenge: '3eZbrw1aB' }, isRaw: true },
    headers: {
      'x-slack-request-timestamp':
        'When Slack signed it, seconds since 1970; at most five minutes old, and at most a minute ahead of our clock.',
    },
    answer: {
      status: 200,
      words: 'Taken; the body is what Slack asked for, or empty.',
      schema: z.looseObject({}).meta({ ref: 'SlackAnswer' }),
      example: { challenge: '3eZbrw1aB' },
    },
    errors: ['bad-json', 'too-large', 'not-ready', 'overloaded', 'too-many-requests'],
    async handle(_, { c, slack }) {
      const outcome = await slack.receiveCall({
        timestamp: c.req.header('x-slack-request-timestamp'),
        signature: c.req.header('x-slack-signature'),
        type: c.req.header('content-type'),
        retry: c.req.header('x-slack-retry-num'),
        body: await readText(c, largest),
      });
      if (outcome.type === 'refused')
        throw new HttpError(outcome.code, undefined, outcome.code === 'not-ready' ? { 'retry-after': '5' } : undefined);
      return outcome.answer === undefined || outcome.answer === '' ? c.body(null, 200) : c.json(outcome.answer);
    },
  }),
] as const;
