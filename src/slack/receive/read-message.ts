import type { HeldWords } from '../../db/slack/held.ts';
import { type Attachment, type AttachmentKind, maxFileBytes } from '../../domain/content.ts';
import { cleanName } from '../../files/name.ts';
import type { SlackContext } from '../deps.ts';
import { readWhole } from '../format/read-text.ts';
import { withoutInsideMark } from './for-colleagues.ts';
import { namesIn } from './names.ts';
import type { SlackFile, SlackMessage } from './payloads.ts';

/**
 * Reads what a colleague wrote, for every channel to show: mentions are names, files are to be fetched, the mark that keeps it inside is
 * gone. What was forwarded from elsewhere in Slack is nobody's word to the client, and stays where it is.
 */
export async function readMessage(context: Pick<SlackContext, 'db' | 'newId' | 'nameOf'>, message: SlackMessage): Promise<HeldWords> {
  const nameOf = await namesIn(context, message);
  const { isWhole, ...read } = readWhole(message, nameOf);
  const { text, marks } = withoutInsideMark(read);
  const isPartial = !isWhole || (message.attachments ?? []).some((each) => each.is_share === true || each.is_msg_unfurl === true);
  const words = { text, ...(marks.length === 0 ? {} : { marks }), ...(isPartial ? { isPartial: true as const } : {}) };
  const files = message.files ?? [];
  if (files.length === 0) return words;
  const attachments = files.map((each) => ({ file: each, attachment: attachmentOf(context.newId<'attachment'>(), each) }));
  const fetches = attachments.flatMap(({ file, attachment }) =>
    attachment.state === 'coming' ? [{ id: attachment.id, remote: file.id }] : [],
  );
  return { ...words, attachments: attachments.map((each) => each.attachment), ...(fetches.length === 0 ? {} : { fetches }) };
}

/** Says whether nothing of it can be passed on: no words, and no file that can follow. */
export function isUnreadable({ text, attachments = [] }: HeldWords): boolean {
  return text.trim() === '' && attachments.every((each) => each.state === 'too-big' || each.state === 'lost');
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
    state: isElsewhere(file) ? 'lost' : size > maxFileBytes ? 'too-big' : 'coming',
  };
}

/** Says whether Slack has no bytes of it: it was removed, is hidden by the plan's limit, or lies with another service. */
function isElsewhere({ mode, is_external: isExternal }: SlackFile): boolean {
  return mode === 'tombstone' || mode === 'hidden_by_limit' || mode === 'external' || isExternal === true;
}

function kindOf({ subtype }: SlackFile): AttachmentKind | null {
  if (subtype === 'slack_audio') return 'voice';
  if (subtype === 'slack_video') return 'video';
  return null;
}
