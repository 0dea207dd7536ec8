import { z } from 'zod';
import type { DeskRow } from '../../../db/conversations/messages.ts';
import { loggedContactKinds } from '../../../domain/logged-contact.ts';
import type { Http } from '../../deps.ts';
import { file } from '../../files/file.ts';
import { filesOf } from '../../files/link.ts';
import { deliveries, deliveriesOf } from '../../message-deliveries.ts';
import { messageShape, saidAt, shapeOf } from '../../message-shape.ts';
import { sample } from '../named.ts';

export const deskMessage = z.object({
  seq: z.int(),
  /** newest change of it; a larger number replaces the older copy */
  changed: z.int(),
  conversation: z.uuid(),
  author: z.enum(['client', 'specialist', 'system']),
  name: z.string().nullable(),
  /** the specialist who wrote it: only they change it or take it back */
  by: z.uuid().optional(),
  audience: z.enum(['client', 'internal']),
  text: z.string(),
  question: z.object({ id: z.string(), options: z.array(z.object({ id: z.string(), label: z.string() })) }).optional(),
  choice: z.object({ question: z.string(), option: z.string() }).optional(),
  /** said in a call or at a visit, and written down by a specialist */
  spoken: z.enum(loggedContactKinds).optional(),
  ...messageShape,
  /** absent when there are none */
  files: z.array(file).optional(),
  at: z.iso.datetime(),
  edited: z.boolean(),
  deleted: z.boolean(),
  /** said by or to somebody else, whom a join that was undone had taken for this client: the client is not shown it */
  withheld: z.literal(true).optional(),
  /** of what goes to the client; absent on what the client wrote and on internal notes */
  delivery: z.object({ state: z.enum(['sending', 'sent', 'seen', 'failed']), reason: z.string().optional() }).optional(),
  /** the same channel by channel; edits and deletions only where they failed */
  deliveries: deliveries.optional(),
});

export const deskMessages = z.object({ messages: z.array(deskMessage), more: z.boolean() });

export type DeskMessage = z.output<typeof deskMessage>;
export type DeskMessages = z.output<typeof deskMessages>;

export const exampleMessages: DeskMessages = {
  messages: [
    {
      seq: 12,
      changed: 12,
      conversation: sample.conversation,
      author: 'client',
      name: sample.contact.name,
      audience: 'client',
      text: 'Hello! Can two more people work in our account?',
      at: sample.at,
      edited: false,
      deleted: false,
    },
  ],
  more: false,
};

type LinkDeps = Pick<Http, 'keys' | 'now'>;

export function deskMessagesOf(deps: LinkDeps, rows: readonly DeskRow[]): Promise<DeskMessage[]> {
  return Promise.all(rows.map((row) => deskMessageOf(deps, row)));
}

async function deskMessageOf(deps: LinkDeps, row: DeskRow): Promise<DeskMessage> {
  const body = row.deleted_at === null ? row.body : null;
  const delivery = row.audience === 'client' && row.author !== 'client' ? deliveryOf(row) : undefined;
  return {
    seq: row.seq,
    changed: row.changed,
    conversation: row.conversation,
    author: row.author,
    name: row.name,
    ...(row.author === 'specialist' && row.author_id !== null ? { by: row.author_id } : {}),
    audience: row.audience,
    text: body?.text ?? '',
    ...(body?.question === undefined ? {} : { question: { id: body.question.id, options: [...body.question.options] } }),
    ...(body?.choice === undefined ? {} : { choice: body.choice }),
    ...(body?.spoken === undefined ? {} : { spoken: body.spoken }),
    ...shapeOf(row, body),
    ...(await filesOf(deps, body)),
    at: saidAt(row).toISOString(),
    edited: row.edited_at !== null,
    deleted: row.deleted_at !== null,
    ...(row.withheld ? { withheld: true as const } : {}),
    ...(delivery === undefined ? {} : { delivery, deliveries: deliveriesOf(row.sends) }),
  };
}

/** One that arrived anywhere has arrived; one still under way may yet. */
function deliveryOf({ sends, seen }: DeskRow): NonNullable<DeskMessage['delivery']> {
  if (seen) return { state: 'seen' };
  const all = (sends ?? []).filter((each) => each.verb === 'send' && each.reason !== 'taken-back');
  if (all.length === 0 || all.some((each) => each.status === 'sent')) return { state: 'sent' };
  const dead = all.find((each) => each.status === 'dead');
  if (dead === undefined || all.some((each) => each.status !== 'dead')) return { state: 'sending' };
  return dead.reason === null ? { state: 'failed' } : { state: 'failed', reason: dead.reason };
}
