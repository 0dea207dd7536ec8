import { z } from 'zod';
import { languages } from '../../domain/language.ts';
import { anybody } from '../access.ts';
import { preferredLanguage } from '../language.ts';
import { operation } from '../operation.ts';
import { openChatSession } from './admit.ts';
import { question } from './message.ts';
import { chatState } from './state.ts';

export const openSession = z.strictObject({
  /** from an earlier session: goes on in the same window */
  renewal: z.string().max(4096).optional(),
  /** the company site's signed JWT naming the contact who is logged in there (HS256, `sub` = contact, `exp` required) */
  identity: z.string().max(4096).optional(),
  /** from a personal link: works once. With `identity` or `invite` the window of `renewal` becomes part of the contact's */
  invite: z.string().max(256).optional(),
  language: z.enum(languages).optional(),
});

export const chatSession = z.object({
  token: z.string(),
  tokenExpiresAt: z.iso.datetime(),
  renewal: z.string(),
  /** means nothing by itself: when it is another one than before, the numbers of messages have begun anew */
  window: z.string(),
  language: z.enum(languages),
  /** known contacts are greeted by name and asked nothing */
  contact: z.object({ name: z.string() }).nullable(),
  state: chatState,
  /** shown while there is no conversation: the greeting, and the first question for strangers */
  opening: z.object({ text: z.string(), question: question.nullable() }),
  /** what `renewal` wrote is not part of the contact's history, since both have something open or the site said so: keep it for later */
  apart: z.boolean(),
  /** still owed before the first message is taken */
  consent: z.object({ version: z.string(), text: z.string(), url: z.string().nullable() }).nullable(),
  /** the same conversation can go on in Telegram: `POST /chat/v1/continue` */
  telegram: z.boolean(),
  lastSeq: z.int(),
});

export type OpenSession = z.output<typeof openSession>;
export type ChatSession = z.output<typeof chatSession>;

const questionExample = {
  id: 'who',
  kind: 'choice' as const,
  options: [
    { id: 'organisation', label: 'For an organisation' },
    { id: 'self', label: 'For myself' },
  ],
};

const sessionExample = {
  token: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl',
  tokenExpiresAt: '2026-03-02T09:30:00.000Z',
  renewal: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl',
  window: '0195f1c2-7d3e-7c4a-9f10-3f2b8a6d1e55',
  language: 'en' as const,
  contact: null,
  state: {
    status: 'open' as const,
    asking: null,
    person: null,
    offer: false,
    menu: [],
    desk: { name: 'Client Service', standard: { minutes: 4 }, openNow: false, opensAt: '2026-03-02T09:00:00.000Z' },
  },
  apart: false,
  consent: null,
  opening: { text: 'Hello!\n\nIs it for an organisation or for yourself?', question: questionExample },
  telegram: true,
  lastSeq: 0,
};

export const sessionOperations = [
  operation({
    method: 'post',
    path: '/chat/v1/session',
    access: anybody,
    tag: 'chat',
    summary: 'Open or renew a session',
    description:
      'A stranger begins to exist with the first message. With `identity` or `invite` what this browser wrote before, by `renewal`, becomes part of the contact’s history. An `invite` that was used is as good as none.',
    body: { schema: openSession.meta({ ref: 'OpenSession' }), example: { language: 'en' } },
    answer: { status: 200, words: 'The session.', schema: chatSession.meta({ ref: 'ChatSession' }), example: sessionExample },
    errors: [
      'renewal-invalid',
      'renewal-expired',
      'identity-malformed',
      'identity-algorithm',
      'identity-signature',
      'identity-expired',
      'identity-too-long',
      'unknown-contact',
      'address-limited',
    ],
    handle: (http, { c, body }) =>
      openChatSession(http, http.tokens, body, {
        preferred: preferredLanguage(c.req.header('accept-language')),
        countStranger: () => http.throttle.count('chats', c),
      }),
  }),
] as const;
