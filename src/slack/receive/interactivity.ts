import { z } from 'zod';
import { setOwnAvailability } from '../availability.ts';
import type { SlackContext } from '../deps.ts';
import { deskLink, searchAction } from '../views/home.ts';
import { lateModal, lateView, submitLate } from '../views/late.ts';
import { answerAction, callerOptions, logModal, logView, submitLog } from '../views/log-contact.ts';
import { matterModal, matters, matterView, submitMatter } from '../views/matters.ts';
import { type About, aboutOf, enteredIn, mistake, type ViewAnswer } from '../views/modal.ts';
import { departmentAction, submitTransfer, transferModal, transferView } from '../views/transfer.ts';
import { actions, type Block, linkButton } from '../whisper.ts';
import { t } from '../whispers.ts';
import { act, actable, answerTap } from './answer-tap.ts';
import { decideHeld, retry } from './decide.ts';
import { blockActions, suggestion, viewSubmission } from './payloads.ts';
import { type Tap, tapOf } from './tap.ts';

const actionTs = z.looseObject({ actions: z.array(z.looseObject({ action_ts: z.string().nullish() })) });

/** Somebody tapped a button, chose from a menu, or searched in their Home. Whoever is nobody at the desk changes nothing by it. */
export async function takeAction(context: SlackContext, body: unknown): Promise<void> {
  const parsed = blockActions.safeParse(body);
  if (!parsed.success) return;
  const who = await context.who(parsed.data.user.id, parsed.data.user.team_id ?? undefined);
  if (who.type === 'stranger') return;
  const tap = tapOf(parsed.data, who);
  if (!who.isTrusted) return answerTap(context, tap, 'refused.guest');
  const action = parsed.data.actions[0]?.action_id ?? '';
  const ts = actionTs.safeParse(body);
  const nth = (ts.success ? ts.data.actions[0]?.action_ts : null) ?? context.newId();
  switch (action) {
    case 'okno_take':
      return act(context, tap, { type: 'take' }, nth);
    case 'okno_resolve':
      return act(context, tap, { type: 'resolve' }, nth);
    case 'okno_transfer':
      return openTransfer(context, tap);
    case 'okno_more':
      return openMore(context, tap);
    case 'okno_send':
      return decideHeld(context, tap, 'send');
    case 'okno_keep':
      return decideHeld(context, tap, 'keep');
    case 'okno_retry':
      return retry(context, tap);
    case 'okno_late':
      return open(context, tap, lateModal(who, tap.value));
    case searchAction: {
      const { view } = parsed.data;
      context.later(context.showHome(who, tap.user, view === undefined || view === null ? '' : enteredIn(view, 'looked').text));
      return;
    }
    case departmentAction:
    case answerAction:
      return redraw(context, tap, parsed.data.view ?? null, action);
    default: {
      const wish = (['available', 'away', 'off'] as const).find((each) => action === `okno_availability_${each}`);
      if (wish === undefined) return;
      await setOwnAvailability(context, who.viewer, wish, null);
      context.later(context.showHome(who, tap.user));
    }
  }
}

function aboutTap(thread: { readonly conversation: string }, { channel, threadTs }: Tap): About {
  return { conversation: thread.conversation, channel, threadTs };
}

/** A trigger is good for three seconds, so the view opens before Slack is answered. */
async function open(context: SlackContext, { trigger }: Tap, view: Block): Promise<void> {
  if (trigger !== null) await context.api.call('views.open', { trigger_id: trigger, view });
}

async function openTransfer(context: SlackContext, tap: Tap): Promise<void> {
  const thread = await actable(context, tap);
  if (thread !== null) await open(context, tap, await transferModal(context, tap.who, aboutTap(thread, tap), thread.department));
}

async function openMore(context: SlackContext, tap: Tap): Promise<void> {
  const [wish = ''] = tap.value.split(':');
  const thread = await actable(context, tap);
  if (thread === null) return;
  const matter = matters.find((each) => each === wish);
  if (matter !== undefined) return open(context, tap, matterModal(context, tap.who, aboutTap(thread, tap), matter));
  const button = linkButton(t(tap.who.language, 'button.open'), 'okno_link', deskLink(context, thread.conversation));
  answerTap(context, tap, 'open', [actions(button)]);
}

/** What was chosen decides what else is asked: the view is drawn anew, with what was entered in it. */
async function redraw(
  context: SlackContext,
  { who }: Tap,
  view: z.output<typeof blockActions>['view'] | null,
  action: string,
): Promise<void> {
  if (view === null || view === undefined) return;
  const about = aboutOf(view);
  if (about === null) return;
  const drawn =
    action === answerAction
      ? logModal(context, who, about, view)
      : await transferModal(context, who, about, enteredIn(view, 'department').chosen ?? who.viewer.department ?? 'client');
  await context.api.call('views.update', { view_id: view.id, ...(view.hash ? { hash: view.hash } : {}), view: drawn });
}

export async function takeOptions(context: SlackContext, body: unknown): Promise<{ options: Block[] }> {
  const parsed = suggestion.safeParse(body);
  const who = parsed.success ? await context.who(parsed.data.user.id, parsed.data.user.team_id ?? undefined) : null;
  if (!parsed.success || who?.type !== 'colleague' || !who.isTrusted) return { options: [] };
  return { options: [...(await callerOptions(context, parsed.data.value ?? '')).options] };
}

/** A view was sent off. */
export async function takeView(context: SlackContext, body: unknown): Promise<ViewAnswer> {
  const parsed = viewSubmission.safeParse(body);
  if (!parsed.success) return null;
  const { user, view } = parsed.data;
  const who = await context.who(user.id, user.team_id ?? undefined);
  const about = aboutOf(view);
  if (who.type === 'stranger' || !who.isTrusted || about === null) return null;
  if (view.callback_id === logView) return submitLog(context, who, view);
  if (view.callback_id === lateView) {
    const answer = await submitLate(context, who, about, view);
    if (answer === null) context.later(context.showHome(who, user.id));
    return answer;
  }
  if (view.callback_id === transferView) return submitTransfer(context, who, about, view);
  const matter = matters.find((each) => view.callback_id === matterView(each));
  return matter === undefined ? mistake('reason', t(who.language, 'command.failed')) : submitMatter(context, who, about, view, matter);
}
