import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { SlackCall } from '../../slack/receive/door.ts';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { describe } from '../describe-old.ts';
import { HttpError } from '../errors.ts';

/** A message of 40,000 letters comes with its blocks, its former words and every letter escaped, and once more inside a form. */
const largest = 4 * 1024 * 1024;

const envelope = z
  .looseObject({ type: z.string() })
  .meta({ ref: 'SlackCall', description: 'As Slack documents it; interactivity and commands come as forms.' });
const answer = z.looseObject({}).meta({ ref: 'SlackAnswer' });

/** The one address Slack calls: events, taps, menus, views and commands. */
export function slackRoutes({ slack }: Pick<HttpDeps, 'slack'>): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.post(
    '/events',
    bodyLimit({
      maxSize: largest,
      onError: () => {
        throw new HttpError('too-large');
      },
    }),
    describe({
      summary: 'What Slack has to say',
      description:
        'Events, interactivity and commands of the Slack app, signed by Slack. An event is answered once it is carried out; the same event again is a repeat, and success.',
      tag: 'slack',
      security: 'slackSignature',
      body: { schema: envelope, example: { type: 'url_verification', challenge: '3eZbrw1aB' } },
      headers: {
        'x-slack-request-timestamp': 'When Slack signed it, seconds since 1970; at most five minutes old.',
      },
      answers: {
        200: { words: 'Taken; the body is what Slack asked for, or empty.', schema: answer, example: { challenge: '3eZbrw1aB' } },
      },
      errors: ['bad-json', 'slack-signature', 'slack-app', 'not-found', 'too-large', 'not-ready', 'overloaded', 'too-many-requests'],
    }),
    async (c) => {
      if (slack === undefined) throw new HttpError('not-found');
      const call: SlackCall = {
        timestamp: c.req.header('x-slack-request-timestamp'),
        signature: c.req.header('x-slack-signature'),
        type: c.req.header('content-type'),
        retry: c.req.header('x-slack-retry-num'),
        body: await c.req.text(),
      };
      const taken = await slack.take(call);
      return taken.answer === undefined || taken.answer === '' ? c.body(null, 200) : c.json(taken.answer);
    },
  );
  return app;
}
