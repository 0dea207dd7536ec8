import type { HeldWords } from '../../db/slack/held.ts';
import { namesBySlack } from '../../db/slack/receive.ts';
import { type Attachment, type AttachmentKind, maxFileBytes } from '../../domain/content.ts';
import { cleanName } from '../../files/name.ts';
import type { SlackContext } from '../deps.ts';
import { mentionedIn, readWords } from '../format/read-text.ts';
import { withoutSlashes } from './for-colleagues.ts';
import type { SlackFile, SlackMessage } from './payloads.ts';

/** Reads what a colleague wrote, for every channel to show: mentions are names, files are to be fetched, slashes that keep it inside are gone. */
export async function readMessage(context: Pick<SlackContext, 'db' | 'newId'>, message: SlackMessage): Promise<HeldWords> {
  const mentioned = mentionedIn(message).flatMap(({ kind, id }) => (kind === 'user' ? [id] : []));
  const names = await namesBySlack(context.db, mentioned);
  const { text, marks } = withoutSlashes(readWords(message, ({ id }) => names.get(id)));
  const words = marks.length === 0 ? { text } : { text, marks };
  const files = (message.files ?? []).filter((each) => each.mode !== 'tombstone' && each.mode !== 'hidden_by_limit');
  if (files.length === 0) return words;
  const attachments = files.map((each) => ({ file: each, attachment: attachmentOf(context.newId<'attachment'>(), each) }));
  const fetches = attachments.flatMap(({ file, attachment }) =>
    attachment.state === 'coming' ? [{ id: attachment.id, remote: file.id }] : [],
  );
  return { ...words, attachments: attachments.map((each) => each.attachment), ...(fetches.length === 0 ? {} : { fetches }) };
}

function attachmentOf(id: string, file: SlackFile): Attachment {
  const kind = kindOf(file);
  const size = file.size ?? 0;
  return {
    id,
    name: cleanName(file.name ?? file.title ?? ''),
    mediaType: file.mimetype ?? 'application/octet-stream',
    size,
    ...(kind === null ? {} : { kind }),
    state: size > maxFileBytes ? 'too-big' : 'coming',
  };
}

function kindOf({ subtype }: SlackFile): AttachmentKind | null {
  if (subtype === 'slack_audio') return 'voice';
  if (subtype === 'slack_video') return 'video';
  return null;
}
