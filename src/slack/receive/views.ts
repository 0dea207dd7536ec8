import type { SlackContext } from '../deps.ts';
import type { Block } from '../format/blocks.ts';
import { t } from '../translate.ts';
import { callerOptions, logView, submitLog } from '../views/log-contact.ts';
import { endView, submitMeetingEnd, submitMeetingTime, timeView } from '../views/meeting.ts';
import { missedDeadlineView, submitMissedDeadline } from '../views/missed-deadline.ts';
import { aboutOf, mistake, type ViewAnswer } from '../views/modal.ts';
import { moreActions, moreView, submitMore } from '../views/more.ts';
import { outreachView, submitOutreach } from '../views/outreach.ts';
import { ownerView, submitOwner } from '../views/owner.ts';
import { proposalView, submitProposal } from '../views/proposal.ts';
import { questionView, submitQuestion } from '../views/question.ts';
import { submitTransfer, transferView } from '../views/transfer.ts';
import { suggestion, viewSubmission } from './payloads.ts';

/** Receives a view that was sent off. */
export async function receiveView(context: SlackContext, body: unknown): Promise<ViewAnswer> {
  const parsed = viewSubmission.safeParse(body);
  if (!parsed.success) return null;
  const { user, view } = parsed.data;
  const who = await context.identify(user.id);
  const about = aboutOf(view);
  if (who.type === 'stranger' || !who.isTrusted || about === null) return null;
  if (view.callback_id === logView) return submitLog(context, who, view);
  if (view.callback_id === outreachView) {
    const answer = await submitOutreach(context, who, about, view);
    context.inBackground(context.publishHome(who, user.id));
    return answer;
  }
  if (view.callback_id === missedDeadlineView) {
    const answer = await submitMissedDeadline(context, who, about, view);
    if (answer === null) context.inBackground(context.publishHome(who, user.id));
    return answer;
  }
  if (view.callback_id === proposalView) {
    const answer = await submitProposal(context, who, about, view);
    if (answer === null) context.inBackground(context.publishHome(who, user.id));
    return answer;
  }
  if (view.callback_id === timeView || view.callback_id === endView) {
    const answer = await (view.callback_id === timeView ? submitMeetingTime : submitMeetingEnd)(context, who, about, view);
    if (answer === null) context.inBackground(context.publishHome(who, user.id));
    return answer;
  }
  if (view.callback_id === questionView) return submitQuestion(context, who, about, view);
  if (view.callback_id === ownerView) return submitOwner(context, who, about, view);
  if (view.callback_id === transferView) return submitTransfer(context, who, about, view);
  const action = moreActions.find((each) => view.callback_id === moreView(each));
  return action === undefined ? mistake('reason', t(who.language, 'command.failed')) : submitMore(context, who, about, view, action);
}

/** Answers a field that asks for its options while somebody types. */
export async function receiveOptionsRequest(context: SlackContext, body: unknown): Promise<{ options: Block[] }> {
  const parsed = suggestion.safeParse(body);
  const who = parsed.success ? await context.identify(parsed.data.user.id) : null;
  if (!parsed.success || who?.type !== 'colleague' || !who.isTrusted) return { options: [] };
  return { options: [...(await callerOptions(context, parsed.data.value ?? '', who.language)).options] };
}
