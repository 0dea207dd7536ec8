import { finishTask } from '../../clients/meetings/end.ts';
import { moveMeeting } from '../../clients/meetings/move.ts';
import { taskPlace } from '../../db/work/task-place.ts';
import { type MeetingResult, meetingMinutes, meetingResults } from '../../domain/engagement.ts';
import { mayIn } from '../../people/access.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import type { Block } from '../format/blocks.ts';
import { isId, type SlackView } from '../receive/payloads.ts';
import { t } from '../translate.ts';
import {
  type About,
  enteredIn,
  input,
  instant,
  instantIn,
  minutesIn,
  mistake,
  modal,
  radio,
  type ViewAnswer,
  wholeNumber,
  writing,
} from './modal.ts';

/** Buttons of a meeting, and the views they open. */
export const timeAction = 'okno_meeting_time';
export const endAction = 'okno_meeting_end';
export const timeView = 'okno_meeting_time_view';
export const endView = 'okno_meeting_end_view';

const about = (task: string): About => ({ conversation: '', channel: null, threadTs: null, more: task });

/** Asks when a meeting is, in the person's own time. */
export function meetingTimeModal({ language }: Pick<Colleague, 'language'>, task: string): Block {
  const words = { title: t(language, 'meeting.title'), submit: t(language, 'meeting.save'), close: t(language, 'cancel') };
  return modal(timeView, words, about(task), [
    input('at', t(language, 'meeting.at'), instant()),
    input('minutes', t(language, 'meeting.minutes'), wholeNumber(meetingMinutes), {
      optional: true,
      hint: t(language, 'meeting.minutes.hint'),
    }),
  ]);
}

/** Asks how a meeting went: held, not held, or cancelled with the reason. */
export function meetingEndModal({ language }: Pick<Colleague, 'language'>, task: string): Block {
  const words = { title: t(language, 'meeting.title'), submit: t(language, 'meeting.save'), close: t(language, 'cancel') };
  const options = meetingResults.map((value) => ({ value, text: t(language, `meeting.result.${value}`) }));
  const held = { value: 'held', text: t(language, 'meeting.result.held') };
  return modal(endView, words, about(task), [
    input('result', t(language, 'meeting.result'), radio(options, held)),
    input('outcome', t(language, 'meeting.outcome'), writing(2000)),
  ]);
}

/** Moves the meeting the view is about, for whom it is to move. */
export async function submitMeetingTime(context: SlackContext, who: Colleague, { more = '' }: About, view: SlackView): Promise<ViewAnswer> {
  const { language } = who;
  const [startsAt, minutes] = [instantIn(view, 'at'), minutesIn(view, 'minutes', meetingMinutes)];
  if (startsAt === null || startsAt === 'wrong') return mistake('at', t(language, 'needed'));
  if (!(await isTheirs(context, who, more))) return mistake('at', t(language, 'refusal.meeting-over'));
  if (minutes === 'wrong') return mistake('minutes', t(language, 'meeting.minutes.wrong', meetingMinutes));
  const moved = await moveMeeting(context, more, { startsAt, minutes, specialist: null });
  return moved.type === 'arranged' ? null : mistake('at', t(language, `refusal.${moved.code}`));
}

/** Ends the meeting the view is about with what came of it. */
export async function submitMeetingEnd(context: SlackContext, who: Colleague, { more = '' }: About, view: SlackView): Promise<ViewAnswer> {
  const { language } = who;
  const outcome = enteredIn(view, 'outcome').text;
  const result = meetingResults.find((each): each is MeetingResult => each === enteredIn(view, 'result').chosen) ?? 'held';
  if (outcome === '') return mistake('outcome', t(language, 'needed'));
  if (!(await isTheirs(context, who, more))) return mistake('outcome', t(language, 'refusal.meeting-over'));
  await finishTask(context, who.viewer, { id: more, outcome, result });
  return null;
}

async function isTheirs({ db }: SlackContext, { viewer }: Colleague, task: string): Promise<boolean> {
  const place = isId(task) ? await taskPlace(db, task) : null;
  return place !== null && (place.specialist === viewer.id || place.by === viewer.id || mayIn(viewer, 'task.do', place.department));
}
