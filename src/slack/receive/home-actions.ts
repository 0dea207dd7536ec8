import { setOnCall } from '../../people/calls.ts';
import { setOwnAvailability } from '../availability.ts';
import type { SlackContext } from '../deps.ts';
import { searchAction } from '../home/home-view.ts';
import { endAction, meetingEndModal, meetingTimeModal, timeAction } from '../views/meeting.ts';
import { missedDeadlineModal } from '../views/missed-deadline.ts';
import { enteredIn } from '../views/modal.ts';
import { outreachAction, outreachModal, outreachToRight, rightAction, takeBackOutreach, withdrawAction } from '../views/outreach.ts';
import { declineModal, proposalAcceptAction, proposalDeclineAction, proposalWithdrawAction, tapProposal } from '../views/proposal.ts';
import { openView } from './open-view.ts';
import type { SlackView } from './payloads.ts';
import type { Tap } from './tap.ts';

/** Carries out what was tapped in somebody's Home. */
export async function carryOutAtHome(context: SlackContext, tap: Tap, action: string, view: SlackView | null): Promise<void> {
  switch (action) {
    case proposalAcceptAction:
      return tapProposal(context, tap, 'accept');
    case proposalWithdrawAction:
      return tapProposal(context, tap, 'withdraw');
    case proposalDeclineAction:
      return openView(context, tap, declineModal(tap.who.language, tap.value));
    case 'okno_late':
      return openView(context, tap, missedDeadlineModal(tap.who, tap.value));
    case timeAction:
      return openView(context, tap, meetingTimeModal(tap.who, tap.value));
    case endAction:
      return openView(context, tap, meetingEndModal(tap.who, tap.value));
    case outreachAction:
    case rightAction:
      return openOutreach(context, tap, action === rightAction ? tap.value : null);
    case withdrawAction:
      await takeBackOutreach(context, tap.who, tap.value);
      return context.inBackground(context.publishHome(tap.who, tap.user));
    case 'okno_call_on':
    case 'okno_call_off':
      return sayOnCall(context, tap, action === 'okno_call_on');
    case searchAction:
      return context.inBackground(context.publishHome(tap.who, tap.user, view === null ? '' : enteredIn(view, 'looked').text));
    default:
      return setAvailability(context, tap, action);
  }
}

/** `id`: of the record to put right; one that is not there any more is not offered once more. */
async function openOutreach(context: SlackContext, tap: Tap, id: string | null): Promise<void> {
  const record = id === null ? null : await outreachToRight(context, tap.who, id);
  const view = id !== null && record === null ? null : await outreachModal(context, tap.who, record);
  if (view === null) return context.inBackground(context.publishHome(tap.who, tap.user));
  await openView(context, tap, view);
}

async function setAvailability(context: SlackContext, { who, user }: Tap, action: string): Promise<void> {
  const availability = (['available', 'away', 'off'] as const).find((each) => action === `okno_availability_${each}`);
  if (availability === undefined) return;
  await setOwnAvailability(context, who.viewer, availability, null);
  context.inBackground(context.publishHome(who, user));
}

async function sayOnCall(context: SlackContext, { who, user }: Tap, isOn: boolean): Promise<void> {
  await setOnCall(context, who.viewer.id, isOn);
  context.inBackground(context.publishHome(who, user));
}
