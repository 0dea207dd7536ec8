import { z } from 'zod';
import { type ThreadRow, threadById, viewerBySlack } from '../../db/slack/receive.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { tapValue } from '../cards/buttons.ts';
import type { SlackContext } from '../deps.ts';
import { actions, button } from '../format/blocks.ts';
import { t } from '../translate.ts';
import { moreModal } from '../views/more.ts';
import { whisper } from '../whisper.ts';
import { languageOf } from './directory.ts';
import { openView } from './open-view.ts';
import { answerTap, askAnyway, deleteTapped, type Tap, threadToActOn } from './tap.ts';

const tapped = z.looseObject({ s: z.string().nullable(), k: z.array(z.string()).optional() });

/** Reads who was in charge as the button was shown, undefined where it does not say, and what is known to speak against taking it. */
export function seenIn(value: string): { readonly from?: SpecialistId | null; readonly knowingly?: readonly string[] } {
  try {
    const parsed = tapped.safeParse(JSON.parse(value));
    if (!parsed.success) return {};
    return { from: parsed.data.s as SpecialistId | null, ...(parsed.data.k === undefined ? {} : { knowingly: parsed.data.k }) };
  } catch {
    return {};
  }
}

/**
 * Takes a conversation over from whoever was in charge as it was shown. Of two who tap at once the second is asked whether they mean it, and
 * the first is told; so is whoever is taken over from. A tap that comes twice is one.
 */
export async function takeConversation(context: SlackContext, tap: Tap, actionTs: string): Promise<void> {
  const thread = await threadToActOn(context, tap);
  if (thread === null) return;
  const { viewer, language } = tap.who;
  const key = `slack:${thread.id}:take:${actionTs}`;
  const command = { type: 'take', ...seenIn(tap.value) } as const;
  const outcome = await context.submit({ type: 'desk', key, conversation: thread.conversation, actor: viewer.id, command });
  if (outcome.type === 'accepted') {
    if (!outcome.duplicate) await tell(context, tap, thread, 'take.taken-over');
    // The card stays; a private message that asked has been answered.
    if (tap.isPrivate) deleteTapped(context, tap);
    return;
  }
  // Whoever met the client does not wait for the one who was called: why is asked at once (R7).
  if (outcome.code === 'owner-can-come') {
    const about = { conversation: thread.conversation, channel: tap.channel, threadTs: tap.threadTs };
    return openView(context, tap, moreModal(context, tap.who, about, 'take'));
  }
  if (outcome.details !== undefined) return askAnyway(context, tap, outcome.details, 'okno_take', thread);
  if (outcome.code !== 'taken-meanwhile') return answerTap(context, tap, `refusal.${outcome.code}`);
  const now = (await threadById(context.db, thread.id)) ?? thread;
  const again = button(t(language, 'button.take'), 'okno_take', tapValue(now.conversation, now.specialist));
  answerTap(context, tap, 'refusal.taken-meanwhile', [actions(again)]);
  await tell(context, tap, now, 'take.wanted');
}

/** Tells whoever is, or was, in charge what somebody else has done, where they both read it and nobody else. */
async function tell(
  context: SlackContext,
  tap: Tap,
  { specialist, specialistSlack: user }: ThreadRow,
  key: 'take.wanted' | 'take.taken-over',
) {
  if (user === null || tap.channel === null || specialist === tap.who.viewer.id) return;
  const viewer = await viewerBySlack(context.db, user);
  if (viewer === null) return;
  const ear = { channel: tap.channel, user, ...(tap.threadTs === null ? {} : { threadTs: tap.threadTs }) };
  context.inBackground(whisper(context, ear, t(languageOf(viewer), key, { name: tap.who.viewer.name })));
}
