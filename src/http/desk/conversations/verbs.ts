import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import type { Attachment, Content } from '../../../domain/content.ts';
import type { ConversationId } from '../../../domain/ids.ts';
import { marksFromTyped } from '../../../domain/typed-marks.ts';
import type { Command, Outcome } from '../../../engine/submissions/submission.ts';
import { readBody } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { type ErrorCode, refused } from '../../errors.ts';
import { withFiles } from '../../files/claim.ts';
import { signedInToChange } from '../people/auth.ts';
import { uploaderOf } from '../work/files.ts';
import * as contract from './contract.ts';
import * as examples from './examples.ts';
import { visibleConversation } from './read.ts';

const forbidden = ['unauthorized', 'csrf', 'cross-site'] as const;
const common = [
  'bad-json',
  'invalid-request',
  'too-large',
  'unsupported-media-type',
  ...forbidden,
  'unknown-conversation',
  'overloaded',
] as const;

interface Verb<Schema extends z.ZodType> {
  readonly name: string;
  readonly summary: string;
  readonly schema: Schema;
  readonly ref: string;
  readonly example: z.input<Schema>;
  readonly errors: readonly ErrorCode[];
  command(body: z.output<Schema>, files: { readonly attachments?: readonly Attachment[] }): Command;
}

/** What the desk changes: every verb carries a key, and the same key again is a repeat. */
export function changeRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  const verb = <Schema extends z.ZodType<{ key: string; files?: readonly string[] }>>({
    name,
    summary,
    schema,
    ref,
    example,
    errors,
    command,
  }: Verb<Schema>) =>
    app.post(
      `/conversations/:id/${name}`,
      describe({
        summary,
        tag: 'desk',
        security: 'deskChange',
        body: { schema: schema.meta({ ref }), example },
        answers: { 200: { words: 'Done, or done already.', schema: contract.done.meta({ ref: 'Done' }), example: examples.done } },
        errors: [...common, ...errors],
      }),
      async (c) => {
        const viewer = await signedInToChange(deps, c);
        const body = await readBody(c, schema);
        const { id } = await visibleConversation(deps, viewer, c.req.param('id'));
        const sending = { ids: body.files ?? [], by: uploaderOf(viewer.id), key: `desk:${body.key}` };
        return act(
          c,
          id,
          await withFiles(deps, sending, (files) =>
            deps.submit({ type: 'desk', key: body.key, conversation: id, actor: viewer.id, command: command(body, files) }),
          ),
        );
      },
    );

  verb({
    name: 'reply',
    summary: 'Answer the client',
    schema: contract.reply,
    ref: 'Reply',
    example: { key: 'k3v9s0q1', text: 'Good morning! Two more people fit your plan.' },
    errors: ['unknown-file', 'file-used', 'not-in-charge', 'conversation-resolved', 'conversation-closed'],
    command: ({ text }, files) => ({ type: 'reply', ...wordsOf(text), ...files }),
  });
  verb({
    name: 'note',
    summary: 'Leave an internal note',
    schema: contract.note,
    ref: 'Note',
    example: { key: 'k3v9s0q2', text: 'They asked about the price twice.' },
    errors: ['unknown-file', 'file-used', 'conversation-closed'],
    command: ({ text }, files) => ({ type: 'note', ...wordsOf(text), ...files }),
  });
  verb({
    name: 'take',
    summary: 'Take it',
    schema: contract.take,
    ref: 'Take',
    example: { key: 'k3v9s0q3' },
    errors: ['already-in-charge', 'conversation-resolved', 'conversation-closed', 'unknown-specialist', 'not-trained'],
    command: () => ({ type: 'take' }),
  });
  verb({
    name: 'transfer',
    summary: 'Hand it on',
    schema: contract.transfer,
    ref: 'Transfer',
    example: { key: 'k3v9s0q4', department: 'finance', reason: 'A question about an invoice' },
    errors: [
      'not-in-charge',
      'transfer-to-self',
      'conversation-resolved',
      'conversation-closed',
      'unknown-department',
      'unknown-specialist',
      'not-trained',
    ],
    command: ({ department, specialist, reason, summary, meeting }) => ({
      type: 'transfer',
      department,
      ...(summary === undefined || summary === '' ? {} : { summary }),
      ...(meeting === undefined ? {} : { meeting: { at: new Date(meeting.at), text: meeting.text } }),
      ...(specialist === undefined ? {} : { specialist: specialist as Extract<Command, { type: 'transfer' }>['specialist'] & string }),
      reason,
    }),
  });
  verb({
    name: 'promise',
    summary: 'Promise an answer by a time',
    schema: contract.promise,
    ref: 'Promise',
    example: { key: 'k3v9s0q6', until: '2026-03-02T15:40:00Z' },
    errors: ['not-in-charge', 'conversation-closed', 'nothing-to-answer', 'promise-out-of-range'],
    command: ({ until }) => ({ type: 'promise', until: new Date(until) }),
  });
  verb({
    name: 'waive',
    summary: 'Say that it needs no answer',
    schema: contract.waive,
    ref: 'Waive',
    example: { key: 'k3v9s0q7', reason: 'They said thank you' },
    errors: ['not-in-charge', 'conversation-closed', 'nothing-to-answer'],
    command: ({ reason }) => ({ type: 'waive', reason }),
  });
  verb({
    name: 'beside',
    summary: 'Begin a matter of finance beside it',
    schema: contract.beside,
    ref: 'Beside',
    example: { key: 'k3v9s0q8', topic: 'finance', reason: 'They ask for a closing invoice of February' },
    errors: ['not-in-charge', 'conversation-closed', 'already-beside'],
    command: ({ topic, reason }) => ({ type: 'beside', topic, reason }),
  });
  verb({
    name: 'resolve',
    summary: 'Say it is solved',
    schema: contract.resolve,
    ref: 'Resolve',
    example: { key: 'k3v9s0q5' },
    errors: ['not-in-charge', 'conversation-resolved', 'conversation-closed'],
    command: () => ({ type: 'resolve' }),
  });

  return app;
}

/** Bold and the like as light signs in what was typed: nobody is ever shown the signs. */
function wordsOf(typed: string): Pick<Content, 'text' | 'marks'> {
  const { text, marks } = marksFromTyped(typed);
  return marks.length === 0 ? { text } : { text, marks };
}

function act(c: Context, asked: ConversationId, outcome: Outcome): Response {
  if (outcome.type === 'refused') throw refused(outcome.code);
  const { conversation, seq, duplicate, keptInside } = outcome;
  return c.json({ conversation: conversation ?? asked, seq, duplicate, ...(keptInside === undefined ? {} : { keptInside }) });
}
