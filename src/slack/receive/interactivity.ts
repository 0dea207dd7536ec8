import { z } from 'zod';
import { sayAvailability } from '../availability.ts';
import type { Desk } from '../deps.ts';
import { deskLink, searchAction } from '../views/home.ts';
import { lateModal, lateView, submitLate } from '../views/late.ts';
import { answerAction, callerOptions, logModal, logView, submitLog } from '../views/log-contact.ts';
import { matterModal, matters, matterView, submitMatter } from '../views/matters.ts';
import { type About, aboutOf, enteredIn, mistake, type ViewAnswer } from '../views/modal.ts';
import { departmentAction, submitTransfer, transferModal, transferView } from '../views/transfer.ts';
import { actions, type Block, linkButton } from '../whisper.ts';
import { say } from '../whispers.ts';
import { act, actable, answerTap } from './answer-tap.ts';
import { decideHeld, retry } from './decide.ts';
import { blockActions, suggestion, viewSubmission } from './payloads.ts';
import { type Tap, tapOf } from './tap.ts';

const actionTs = z.looseObject({ actions: z.array(z.looseObject({ action_ts: z.string().nullish() })) });

/** Somebody tapped a button, chose from a menu, or searched in their Home. Whoever is nobody at the desk changes nothing by it. */
export async function takeAction(desk: Desk, body: unknown): Promise<void> {
  const parsed = blockActions.safeParse(body);
  if (!parsed.success) return;
  const who = await desk.who(parsed.data.user.id, parsed.data.user.team_id ?? undefined);
  if (who.type === 'stranger') return;
  const tap = tapOf(parsed.data, who);
  if (!who.isTrusted) return answerTap(desk, tap, 'refused.guest');
  const action = parsed.data.actions[0]?.action_id ?? '';
  const ts = actionTs.safeParse(body);
  const nth = (ts.success ? ts.data.actions[0]?.action_ts : null) ?? desk.newId();
  switch (action) {
    case 'okno_take':
      return act(desk, tap, { type: 'take' }, nth);
    case 'okno_resolve':
      return act(desk, tap, { type: 'resolve' }, nth);
    case 'okno_transfer':
      return openTransfer(desk, tap);
    case 'okno_more':
      return openMore(desk, tap);
    case 'okno_send':
      return decideHeld(desk, tap, 'send');
    case 'okno_keep':
      return decideHeld(desk, tap, 'keep');
    case 'okno_retry':
      return retry(desk, tap);
    case 'okno_late':
      return open(desk, tap, lateModal(who, tap.value));
    case searchAction: {
      const { view } = parsed.data;
      desk.later(desk.showHome(who, tap.user, view === undefined || view === null ? '' : enteredIn(view, 'looked').text));
      return;
    }
    case departmentAction:
    case answerAction:
      return redraw(desk, tap, parsed.data.view ?? null, action);
    default: {
      const wish = (['available', 'away', 'off'] as const).find((each) => action === `okno_availability_${each}`);
      if (wish === undefined) return;
      await sayAvailability(desk, who.viewer, wish, null);
      desk.later(desk.showHome(who, tap.user));
    }
  }
}

function aboutTap(thread: { readonly conversation: string }, { channel, threadTs }: Tap): About {
  return { conversation: thread.conversation, channel, threadTs };
}

/** A trigger is good for three seconds, so the view opens before Slack is answered. */
async function open(desk: Desk, { trigger }: Tap, view: Block): Promise<void> {
  if (trigger !== null) await desk.api.call('views.open', { trigger_id: trigger, view });
}

async function openTransfer(desk: Desk, tap: Tap): Promise<void> {
  const thread = await actable(desk, tap);
  if (thread !== null) await open(desk, tap, await transferModal(desk, tap.who, aboutTap(thread, tap), thread.department));
}

async function openMore(desk: Desk, tap: Tap): Promise<void> {
  const [wish = ''] = tap.value.split(':');
  const thread = await actable(desk, tap);
  if (thread === null) return;
  const matter = matters.find((each) => each === wish);
  if (matter !== undefined) return open(desk, tap, matterModal(desk, tap.who, aboutTap(thread, tap), matter));
  const button = linkButton(say(tap.who.language, 'button.open'), 'okno_link', deskLink(desk, thread.conversation));
  answerTap(desk, tap, 'open', [actions(button)]);
}

/** What was chosen decides what else is asked: the view is drawn anew, with what was entered in it. */
async function redraw(desk: Desk, { who }: Tap, view: z.output<typeof blockActions>['view'] | null, action: string): Promise<void> {
  if (view === null || view === undefined) return;
  const about = aboutOf(view);
  if (about === null) return;
  const drawn =
    action === answerAction
      ? logModal(desk, who, about, view)
      : await transferModal(desk, who, about, enteredIn(view, 'department').chosen ?? who.viewer.department ?? 'client');
  await desk.api.call('views.update', { view_id: view.id, ...(view.hash ? { hash: view.hash } : {}), view: drawn });
}

export async function takeOptions(desk: Desk, body: unknown): Promise<{ options: Block[] }> {
  const parsed = suggestion.safeParse(body);
  const who = parsed.success ? await desk.who(parsed.data.user.id, parsed.data.user.team_id ?? undefined) : null;
  if (!parsed.success || who?.type !== 'colleague' || !who.isTrusted) return { options: [] };
  return { options: [...(await callerOptions(desk, parsed.data.value ?? '')).options] };
}

/** A view was sent off. */
export async function takeView(desk: Desk, body: unknown): Promise<ViewAnswer> {
  const parsed = viewSubmission.safeParse(body);
  if (!parsed.success) return null;
  const { user, view } = parsed.data;
  const who = await desk.who(user.id, user.team_id ?? undefined);
  const about = aboutOf(view);
  if (who.type === 'stranger' || !who.isTrusted || about === null) return null;
  if (view.callback_id === logView) return submitLog(desk, who, view);
  if (view.callback_id === lateView) {
    const answer = await submitLate(desk, who, about, view);
    if (answer === null) desk.later(desk.showHome(who, user.id));
    return answer;
  }
  if (view.callback_id === transferView) return submitTransfer(desk, who, about, view);
  const matter = matters.find((each) => view.callback_id === matterView(each));
  return matter === undefined ? mistake('reason', say(who.language, 'command.failed')) : submitMatter(desk, who, about, view, matter);
}
