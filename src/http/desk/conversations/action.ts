import { z } from 'zod';
import type { CardRow } from '../../../db/conversations/card.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import type { Attachment } from '../../../domain/content.ts';
import type { Command } from '../../../engine/submissions/submission.ts';
import type { Http } from '../../deps.ts';
import { refused } from '../../errors.ts';
import { withFiles } from '../../files/claim.ts';
import { sample } from '../named.ts';
import { uploaderOf } from '../work/file.ts';

/** What an action on a conversation answers. */
const done = z.object({
  conversation: z.uuid(),
  /** the message's place if it made one */
  seq: z.int().nullable(),
  /** carried out before, by the same key */
  duplicate: z.boolean(),
  /** a reply that stayed inside: a stand-in had taken over meanwhile (R13) */
  keptInside: z.literal(true).optional(),
});

export type Done = z.output<typeof done>;

export const doneAnswer = {
  status: 200,
  words: 'Done, or done already.',
  schema: done.meta({ ref: 'Done' }),
  example: { conversation: sample.conversation, seq: 13, duplicate: false },
} as const;

interface Actor {
  readonly viewer: Viewer;
  readonly object: Pick<CardRow, 'id'>;
}

interface Action {
  /** the desk's own id of it */
  readonly key: string;
  /** ids of files that go with it */
  readonly files?: readonly string[];
}

/** Has the engine carry out what a viewer does to a conversation; the files they name become its attachments. */
export async function act(
  http: Http,
  { viewer, object }: Actor,
  { key, files = [] }: Action,
  commandOf: (files: { readonly attachments?: readonly Attachment[] }) => Command,
): Promise<Done> {
  const sending = { ids: files, by: uploaderOf(viewer.id), key: `desk:${key}` };
  const outcome = await withFiles(http, sending, (attachments) =>
    http.submit({ type: 'desk', key, conversation: object.id, actor: viewer.id, command: commandOf(attachments) }),
  );
  if (outcome.type === 'refused') throw refused(outcome.code, outcome.details);
  const { conversation, seq, duplicate, keptInside } = outcome;
  return { conversation: conversation ?? object.id, seq, duplicate, ...(keptInside === undefined ? {} : { keptInside }) };
}
