import { findConversation } from '../../db/conversations/card.ts';
import { type ThreadRow, threadAt, threadOf } from '../../db/slack/receive.ts';
import type { Objected } from '../../domain/objection.ts';
import { tapValue } from '../cards/buttons.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import { actions, type Block, button } from '../format/blocks.ts';
import { objectedWords } from '../objected.ts';
import { type SlackTextKey, t } from '../translate.ts';
import { whisper } from '../whisper.ts';
import type { BlockActions } from './payloads.ts';

/** Somebody tapped something. */
export interface Tap {
  readonly who: Colleague;
  readonly user: string;
  /** what the button carries; ours, since Slack signed it, but of what it names the database has the say */
  readonly value: string;
  /** opens a view; good for three seconds */
  readonly trigger: string | null;
  /** where an answer for these eyes only may be posted */
  readonly responseUrl: string | null;
  readonly channel: string | null;
  readonly threadTs: string | null;
  /** it was tapped in a message only they see */
  readonly isPrivate: boolean;
}

export function tapOf(body: BlockActions, who: Colleague): Tap {
  const first = body.actions[0];
  const { container } = body;
  return {
    who,
    user: body.user.id,
    value: first?.selected_option?.value ?? first?.value ?? '',
    trigger: body.trigger_id ?? null,
    responseUrl: body.response_url ?? null,
    channel: container?.channel_id ?? null,
    threadTs: container?.thread_ts ?? container?.message_ts ?? null,
    isPrivate: container?.is_ephemeral === true,
  };
}

/** Answers for the eyes of whoever tapped. */
export function answerTap(
  context: SlackContext,
  { channel, threadTs, user, who }: Tap,
  key: SlackTextKey,
  more: readonly Block[] = [],
): void {
  if (channel === null) return;
  const ear = { channel, user, ...(threadTs === null ? {} : { threadTs }) };
  context.inBackground(whisper(context, ear, t(who.language, key), more));
}

/** Asks whoever tapped whether they mean it, when somebody is not there or full; where it cannot be, says so. */
export function askAnyway(
  context: SlackContext,
  { channel, threadTs, user, who: { language } }: Tap,
  objected: Objected,
  action: 'okno_take' | 'okno_accept',
  { conversation, specialist }: Pick<ThreadRow, 'conversation' | 'specialist'>,
): void {
  if (channel === null) return;
  const ear = { channel, user, ...(threadTs === null ? {} : { threadTs }) };
  const again = button(t(language, 'button.anyway'), action, tapValue(conversation, specialist, objected.why));
  const words = objectedWords(context.company(), language, objected, context.now());
  context.inBackground(whisper(context, ear, words, objected.may ? [actions(again)] : []));
}

/** Finds the thread a button belongs to, when it is this person's to act on; answers why when it is not. */
export async function threadToActOn(context: SlackContext, tap: Tap): Promise<ThreadRow | null> {
  const thread = await threadOfTap(context, tap);
  if (thread === null || (await findConversation(context.db, tap.who.viewer, thread.conversation)) === null) {
    answerTap(context, tap, 'refusal.unknown-conversation');
    return null;
  }
  if (thread.isOver) {
    answerTap(context, tap, 'refused.moved');
    return null;
  }
  return thread;
}

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** Finds the thread under whose card, or in which, it was tapped; else the one of the conversation the button names. */
async function threadOfTap(context: SlackContext, { channel, threadTs, value }: Tap): Promise<ThreadRow | null> {
  const here = channel === null || threadTs === null ? null : await threadAt(context.db, channel, threadTs);
  if (here !== null) return here;
  const conversation = uuid.exec(value)?.[0];
  const now = conversation === undefined ? null : await threadOf(context.db, conversation);
  return now === null ? null : threadAt(context.db, now.channel, now.rootTs);
}

/** Deletes the tapped private message, so that it is not tapped twice. */
export function deleteTapped(context: SlackContext, { responseUrl }: Pick<Tap, 'responseUrl'>): void {
  if (responseUrl === null) return;
  const deleted = context.respond(responseUrl, { delete_original: true });
  context.inBackground(deleted.catch(() => context.log.warn({}, 'a private message could not be deleted')));
}
