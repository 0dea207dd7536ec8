import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { CardRow } from '../../../db/conversations/list.ts';
import { threadOfContact } from '../../../db/conversations/thread.ts';
import { retrySend } from '../../../db/delivery/retry-send.ts';
import type { Seq, WindowId } from '../../../domain/ids.ts';
import { marksFromTyped } from '../../../domain/typed-marks.ts';
import { shownTo } from '../../../engine/delivery/shown.ts';
import type { Command } from '../../../engine/submissions/submission.ts';
import { readBody } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError, refused } from '../../errors.ts';
import { signedInToChange } from '../people/auth.ts';
import { bodyErrors, changeErrors } from '../work/query.ts';
import * as contract from './contract.ts';
import * as examples from './examples.ts';
import { visibleConversation } from './read.ts';

const errors = [...bodyErrors, ...changeErrors, 'unknown-conversation', 'unknown-message'] as const;
const answers = { 200: { words: 'Done, or done already.', schema: contract.done.meta({ ref: 'Done' }), example: examples.done } };
const change = { tag: 'desk', security: 'deskChange', answers } as const;

/** What a specialist does to a message that is there already. */
export function messageRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  /** Who asks comes first: a stranger learns nothing, not even that their body is none. */
  const submit = async <Schema extends z.ZodType<{ key: string }>>(
    c: Context<HttpEnv>,
    schema: Schema,
    commandOf: (seq: Seq, body: z.output<Schema>) => Command,
  ): Promise<Response> => {
    const viewer = await signedInToChange(deps, c);
    const body = await readBody(c, schema);
    const row = await visibleConversation(deps, viewer, c.req.param('id'));
    const { seq } = await placeOf(deps, row, c.req.param('seq'));
    const outcome = await deps.submit({
      type: 'desk',
      key: body.key,
      conversation: row.id,
      actor: viewer.id,
      command: commandOf(seq, body),
    });
    if (outcome.type === 'refused') throw refused(outcome.code);
    return c.json({ conversation: row.id, seq: Number(c.req.param('seq')), duplicate: outcome.duplicate });
  };

  app.post(
    '/conversations/:id/messages/:seq/edit',
    describe({
      ...change,
      summary: 'Change a message of one’s own',
      description: 'It follows to wherever it was sent; where the channel cannot, `deliveries` says why.',
      body: {
        schema: contract.editMessage.meta({ ref: 'EditMessage' }),
        example: { key: 'k3v9s0q8', text: 'Good morning! Three more people fit.' },
      },
      errors: [...errors, 'not-yours', 'conversation-closed', 'overloaded'],
    }),
    (c) =>
      submit(c, contract.editMessage, (seq, { text }) => {
        const typed = marksFromTyped(text);
        return { type: 'edit', seq, text: typed.text, marks: typed.marks };
      }),
  );

  app.post(
    '/conversations/:id/messages/:seq/delete',
    describe({
      ...change,
      summary: 'Take back a message of one’s own',
      description: 'What has not left yet does not leave; the rest is deleted where the channel can.',
      body: { schema: contract.deleteMessage.meta({ ref: 'DeleteMessage' }), example: { key: 'k3v9s0q9' } },
      errors: [...errors, 'not-yours', 'conversation-closed', 'overloaded'],
    }),
    (c) => submit(c, contract.deleteMessage, (seq) => ({ type: 'delete', seq })),
  );

  app.post(
    '/conversations/:id/messages/:seq/retry',
    describe({
      ...change,
      summary: 'Send again what a channel refused',
      description: 'By the person in charge. A message nothing of which was refused is left as it is: 404.',
      errors: [...changeErrors, 'unknown-conversation', 'unknown-message', 'not-in-charge'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const row = await visibleConversation(deps, viewer, c.req.param('id'));
      if (row.specialist_id !== viewer.id) throw new HttpError('not-in-charge');
      const { window, seq } = await placeOf(deps, row, c.req.param('seq'));
      const version = await retrySend(deps.db, { conversation: row.id, window, seq, now: deps.now() });
      if (version === null) throw new HttpError('unknown-message');
      deps.live.publish(shownTo({ conversation: row.id, version, department: row.department, specialist: viewer.id }));
      return c.json({ conversation: row.id, seq: Number(c.req.param('seq')), duplicate: false });
    },
  );

  return app;
}

const whole = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number);

/** The message's number in the conversation's own window: the desk counts in the line of all of a contact's windows. */
async function placeOf(deps: HttpDeps, row: CardRow, asked: string | undefined): Promise<{ window: WindowId; seq: Seq }> {
  const seq = whole.safeParse(asked);
  const thread = seq.success ? await threadOfContact(deps.db, row.contact_id) : null;
  const window = thread?.windows.find((each) => each.id === row.window_id);
  if (!seq.success || window === undefined) throw new HttpError('unknown-message');
  return { window: window.id, seq: seq.data + window.offset };
}
