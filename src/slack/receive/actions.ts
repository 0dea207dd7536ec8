import { z } from 'zod';
import type { ClientId } from '../../domain/ids.ts';
import type { Command } from '../../engine/submissions/submission.ts';
import { tCard } from '../../texts/slack-card.ts';
import { tapValue } from '../cards/buttons.ts';
import type { SlackContext } from '../deps.ts';
import { actions, linkButton, button as tapButton } from '../format/blocks.ts';
import { deskLink } from '../home/home-view.ts';
import { answerQuestionAction } from '../questions/question.ts';
import { t } from '../translate.ts';
import { answerAction, logModal } from '../views/log-contact.ts';
import { type About, aboutOf, enteredIn } from '../views/modal.ts';
import { moreActions, moreModal } from '../views/more.ts';
import { ownerDepartmentAction, ownerModal, ownerUndoAction, undoOwner } from '../views/owner.ts';
import { questionModal, questionTapped } from '../views/question.ts';
import { departmentAction, transferModal } from '../views/transfer.ts';
import { decideHeldMessage, sendAgain } from './held-message.ts';
import { carryOutAtHome } from './home-actions.ts';
import { openView, updateView } from './open-view.ts';
import { blockActions, type SlackView } from './payloads.ts';
import { seenIn, takeConversation } from './take.ts';
import { answerTap, askAnyway, deleteTapped, type Tap, tapOf, threadToActOn } from './tap.ts';

const actionTs = z.looseObject({ actions: z.array(z.looseObject({ action_ts: z.string().nullish() })) });

/** Receives a tapped button, a choice from a menu, or a search in a Home. Who is nobody at the desk changes nothing by it. */
export async function receiveAction(context: SlackContext, body: unknown): Promise<void> {
  const parsed = blockActions.safeParse(body);
  if (!parsed.success) return;
  const { user, view, actions: tapped } = parsed.data;
  const who = await context.identify(user.id);
  if (who.type === 'stranger') return;
  const tap = tapOf(parsed.data, who);
  if (!who.isTrusted) return answerTap(context, tap, 'refused.guest');
  const stamped = actionTs.safeParse(body);
  const ts = (stamped.success ? stamped.data.actions[0]?.action_ts : null) ?? context.newId();
  await carryOut(context, tap, tapped[0]?.action_id ?? '', { view: view ?? null, ts });
}

async function carryOut(
  context: SlackContext,
  tap: Tap,
  action: string,
  { view, ts }: { readonly view: SlackView | null; readonly ts: string },
): Promise<void> {
  switch (action) {
    case 'okno_take':
      return takeConversation(context, tap, ts);
    case 'okno_admit':
      return submitTap(context, tap, { type: 'admit' }, ts);
    case 'okno_resolve':
      return submitTap(context, tap, { type: 'resolve' }, ts);
    case 'okno_same':
      return submitTap(context, tap, { type: 'same-matter' }, ts);
    case 'okno_client':
      return submitTap(context, tap, { type: 'client', client: tap.value.replace(/^client:/, '') as ClientId }, ts);
    case 'okno_owner':
      return openOwner(context, tap);
    case ownerUndoAction:
      return view === null ? undefined : updateView(context, tap, view, await undoOwner(context, tap.who, tap.value));
    case 'okno_accept':
      return acceptWish(context, tap, ts);
    case 'okno_decline':
      return openMore(context, { ...tap, value: `decline:${tap.value}` });
    case 'okno_transfer':
      return openTransfer(context, tap);
    case 'okno_more':
      if (tap.value.startsWith('parted:')) return submitTap(context, tap, { type: 'new-matter' }, ts);
      return tap.value.startsWith('over:') ? submitTap(context, tap, { type: 'send-over' }, ts) : openMore(context, tap);
    case 'okno_send':
      return decideHeldMessage(context, tap, 'send');
    case 'okno_keep':
      return decideHeldMessage(context, tap, 'keep');
    case 'okno_retry':
      return sendAgain(context, tap);
    case answerQuestionAction:
      return openQuestion(context, tap);
    case ownerDepartmentAction:
    case departmentAction:
    case answerAction:
      return redraw(context, tap, view, action);
    default:
      return carryOutAtHome(context, tap, action, view);
  }
}

/** Submits "Resolve", "Accept beyond a portfolio", which matter it is and whose; a tap that comes twice is one. */
async function submitTap(
  context: SlackContext,
  tap: Tap,
  command: Extract<Command, { type: 'admit' | 'resolve' | 'same-matter' | 'new-matter' | 'client' | 'send-over' }>,
  actionTs: string,
): Promise<void> {
  const thread = await threadToActOn(context, tap);
  if (thread === null) return;
  const action = { key: `slack:${thread.id}:${command.type}:${actionTs}`, conversation: thread.conversation, actor: tap.who.viewer.id };
  const outcome = await context.submit({ type: 'desk', ...action, command });
  if (outcome.type !== 'refused') return;
  // The client waits: why they need no answer is asked at once, or they are answered first.
  if (command.type === 'resolve' && outcome.code === 'answer-owed')
    return openView(context, tap, moreModal(context, tap.who, aboutThread(thread, tap), 'resolve'));
  answerTap(context, tap, `refusal.${outcome.code}`);
}

/** Accepts who is wished for; when they are not there or full, whoever tapped is asked. */
async function acceptWish(context: SlackContext, tap: Tap, actionTs: string): Promise<void> {
  const thread = await threadToActOn(context, tap);
  if (thread === null) return;
  const { knowingly } = seenIn(tap.value);
  const command = { type: 'accept', ...(knowingly === undefined ? {} : { knowingly }) } as const;
  const key = `slack:${thread.id}:accept:${actionTs}`;
  const outcome = await context.submit({ type: 'desk', key, conversation: thread.conversation, actor: tap.who.viewer.id, command });
  if (outcome.type === 'accepted') return tap.isPrivate ? deleteTapped(context, tap) : undefined;
  if (outcome.details !== undefined) return askAnyway(context, tap, outcome.details, 'okno_accept', thread);
  answerTap(context, tap, `refusal.${outcome.code}`);
}

function aboutThread(thread: { readonly conversation: string }, { channel, threadTs }: Tap): About {
  return { conversation: thread.conversation, channel, threadTs };
}

async function openTransfer(context: SlackContext, tap: Tap): Promise<void> {
  const thread = await threadToActOn(context, tap);
  if (thread !== null) await openView(context, tap, await transferModal(context, tap.who, aboutThread(thread, tap), thread.department));
}

async function openOwner(context: SlackContext, tap: Tap): Promise<void> {
  const thread = await threadToActOn(context, tap);
  if (thread === null) return;
  const view = await ownerModal(context, tap.who, aboutThread(thread, tap), tap.who.viewer.department ?? 'client');
  if (view === null) return answerTap(context, tap, 'owner.no-client');
  await openView(context, tap, view);
}

async function openQuestion(context: SlackContext, tap: Tap): Promise<void> {
  const question = await questionTapped(context, tap.who, tap.value);
  if (question === null) return answerTap(context, tap, 'question.not-yours');
  if (question.done_at !== null) return answerTap(context, tap, 'refusal.answered-already');
  await openView(context, tap, questionModal(tap.who, question));
}

async function openMore(context: SlackContext, tap: Tap): Promise<void> {
  const [chosen = ''] = tap.value.split(':');
  const thread = await threadToActOn(context, tap);
  if (thread === null) return;
  const action = moreActions.find((each) => each === chosen);
  if (action !== undefined) return openView(context, tap, moreModal(context, tap.who, aboutThread(thread, tap), action));
  const button = linkButton(t(tap.who.language, 'button.open'), 'okno_link', deskLink(context, thread.conversation));
  const owner = tapButton(t(tap.who.language, 'button.owner'), 'okno_owner', tapValue(thread.conversation, thread.specialist));
  // What a card of many entries has no room for; each in a block of its own, for they are one action.
  const others = (['meeting', 'topic'] as const).map((each) =>
    actions(tapButton(tCard(tap.who.language, `more.${each}`), 'okno_more', `${each}:${thread.conversation}`)),
  );
  answerTap(context, tap, 'open', [actions(button, owner), ...others]);
}

/** Draws a view anew, with what was entered in it: what was chosen decides what else is asked. */
async function redraw(context: SlackContext, tap: Tap, view: SlackView | null, action: string): Promise<void> {
  const { who } = tap;
  const about = view === null ? null : aboutOf(view);
  if (view === null || about === null) return;
  const department = enteredIn(view, 'department').chosen ?? who.viewer.department ?? 'client';
  const drawn =
    action === answerAction
      ? logModal(context, who, about, view)
      : action === ownerDepartmentAction
        ? await ownerModal(context, who, about, department)
        : await transferModal(context, who, about, department);
  if (drawn === null) return;
  await updateView(context, { ...tap, channel: about.channel, threadTs: about.threadTs }, view, drawn);
}
