import type { Hono } from 'hono';
import { generateSpecs } from 'hono-openapi';
import { webhooksInDocument } from './announcement-shape.ts';
import type { HttpEnv } from './deps.ts';
import { markedPath, shownPath } from './describe.ts';

const tags = [
  { name: 'chat', description: 'The web chat, version 1: for the widget and other clients of a visitor.' },
  { name: 'desk', description: 'The desk of specialists and managers.' },
  { name: 'files', description: 'Files that came with messages, by signed links.' },
  { name: 'api', description: 'For the company’s own systems, such as CRM and billing.' },
  { name: 'slack', description: 'Where Slack calls.' },
  { name: 'telegram', description: 'Where Telegram calls.' },
  { name: 'operation', description: 'For those who run the server.' },
  { name: 'pages', description: 'The built pages.' },
];

/** By what a route knows who asks (`access.ts`). */
const securitySchemes = {
  chatToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The token of a chat session, 15 minutes.' },
  companyKey: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A key made with `npm run api-key` or by an administrator at the desk. It is shown once, carries scopes and can be revoked.',
  },
  deskSession: { type: 'apiKey', in: 'cookie', name: 'okno_session', description: 'Set by a one-time link, 14 days.' },
  deskDevice: {
    type: 'apiKey',
    in: 'cookie',
    name: 'okno_device',
    description: 'Who has signed in on this browser; set when somebody does.',
  },
  adminToken: {
    type: 'http',
    scheme: 'bearer',
    description: 'From the file `admin.json` in the data folder; good on the machine of the server only.',
  },
  slackSignature: {
    type: 'apiKey',
    in: 'header',
    name: 'x-slack-signature',
    description: '`v0=` and the HMAC-SHA256, by SLACK_SIGNING_SECRET, of `v0:<x-slack-request-timestamp>:<body>`.',
  },
  telegramSecret: {
    type: 'apiKey',
    in: 'header',
    name: 'x-telegram-bot-api-secret-token',
    description: 'TELEGRAM_WEBHOOK_SECRET, as it was given to Telegram with the webhook.',
  },
  csrf: {
    type: 'apiKey',
    in: 'header',
    name: 'x-csrf-token',
    description: 'From /desk/api/me, with everything that changes something.',
  },
} as const;

/** The OpenAPI 3.1 document of everything the app answers, made from its routes. */
export async function openApiDocument({ routes }: Hono<HttpEnv>): ReturnType<typeof generateSpecs> {
  // What makes the document knows parameters that are a whole part of an address: one with an ending is put in afterwards.
  const withEndings = new Map(routes.flatMap(({ path }) => (shownPath(path) === path ? [] : [[markedPath(path), shownPath(path)]])));
  const marked = routes.map((route) => ({ ...route, path: markedPath(route.path) }));
  const document = await documentOf({ routes: marked } as Hono<HttpEnv>);
  const paths = Object.entries(document.paths ?? {}).map(([path, described]) => [withEndings.get(path) ?? path, described] as const);
  return { ...document, paths: Object.fromEntries(paths) };
}

function documentOf(app: Hono<HttpEnv>): ReturnType<typeof generateSpecs> {
  return generateSpecs(app, {
    excludeStaticFile: false,
    defaultValidationErrorResponse: false,
    documentation: {
      info: {
        title: 'Okno',
        version: '1',
        description:
          'One window between a company and its clients. Every error has one shape, `{ error: { code, message, details? } }`, and every answer an `x-request-id`.',
      },
      servers: [{ url: '/' }],
      tags,
      webhooks: webhooksInDocument(),
      components: {
        securitySchemes,
      },
    },
  });
}
