import { v5 } from 'uuid';
import { noReplyReasons } from '../../../flows/policy.ts';
import { topicsOf } from '../../../flows/topics.ts';
import { arrangeMeeting } from '../../clients/meetings/arrange.ts';
import { meetingMinutes } from '../../domain/engagement.ts';
import type { ConversationId } from '../../domain/ids.ts';
import { objections } from '../../domain/objection.ts';
import type { Command } from '../../engine/submissions/submission.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import { type Block, section } from '../format/blocks.ts';
import type { SlackView } from '../receive/payloads.ts';
import { t } from '../translate.ts';
import {
  type About,
  enteredIn,
  input,
  instant,
  instantIn,
  line,
  minutesIn,
  mistake,
  modal,
  radio,
  select,
  type ViewAnswer,
  wholeNumber,
  writing,
} from './modal.ts';

/** Names what "More" on the card offers, as its values begin; `resolve`, `decline` and `take` are asked where those buttons were tapped. */
export const moreActions = ['promise', 'waive', 'finance', 'meeting', 'hand-back', 'resolve', 'decline', 'topic', 'take'] as const;
export type MoreAction = (typeof moreActions)[number];

export const moreView = (action: MoreAction) => `okno_${action}_view`;

const halfAnHour = 30 * 60_000;

/** Builds the view in which an action is asked for; `said`: what is to be read before it. */
export function moreModal(
  context: SlackContext,
  { language }: Pick<Colleague, 'language'>,
  about: About,
  action: MoreAction,
  said: string | null = null,
): Block {
  const words = { title: t(language, `${action}.title`), submit: t(language, `${action}.submit`), close: t(language, 'cancel') };
  const above = said === null ? [] : [section(said)];
  return modal(moreView(action), words, about, [...above, ...fieldsOf(context, language, action)]);
}

function fieldsOf(context: SlackContext, language: Colleague['language'], action: MoreAction): Block[] {
  switch (action) {
    case 'promise':
      return [input('until', t(language, 'promise.until'), instant(inHalfAnHour(context.now())), { hint: t(language, 'promise.hint') })];
    case 'waive':
    case 'resolve':
      return whyNoReply(context, language);
    case 'hand-back':
      return [input('reason', t(language, 'hand-back.reason'), line(500), { hint: t(language, 'hand-back.hint') })];
    case 'decline':
      return [input('reason', t(language, 'decline.reason'), line(500))];
    case 'take':
      return [input('reason', t(language, 'take.reason'), line(500), { hint: t(language, 'take.hint') })];
    case 'topic': {
      const options = topicsOf(context.company().policy.data).map(({ key, name }) => ({ value: key, text: name[language] }));
      return [input('topic', t(language, 'topic.topic'), select('value', [{ label: '', options }]))];
    }
    case 'finance': {
      const [beside, ...others] = (['beside', 'inside', 'over'] as const).map((value) => ({
        value,
        text: t(language, `finance.${value}`),
      }));
      const options = [...(beside === undefined ? [] : [beside]), ...others];
      return [
        ...(beside === undefined ? [] : [input('how', t(language, 'finance.how'), radio(options, beside))]),
        input('reason', t(language, 'finance.reason'), writing(1000), { optional: true }),
      ];
    }
    case 'meeting':
      return [
        input('at', t(language, 'meeting.at'), instant(new Date(context.now().getTime() + 24 * 2 * halfAnHour))),
        input('minutes', t(language, 'meeting.minutes'), wholeNumber(meetingMinutes), {
          optional: true,
          hint: t(language, 'meeting.minutes.hint'),
        }),
        input('text', t(language, 'meeting.text'), line(500), { optional: true, hint: t(language, 'meeting.hint') }),
      ];
  }
}

const ownWords = 'own';

/** Offers the company's usual reasons to be tapped, and room for another. What is tapped is what was read, whatever the list is by then. */
function whyNoReply(context: SlackContext, language: Colleague['language']): Block[] {
  const words = new Set(noReplyReasons(context.company().policy.data).map((each) => each[language]));
  const reasons = [...words].map((each) => ({ value: each, text: each }));
  const own = { value: ownWords, text: t(language, 'waive.own') };
  return [
    input('usual', t(language, 'waive.reason'), radio([...reasons, own], reasons[0] ?? own)),
    input('reason', t(language, 'waive.words'), line(500), { optional: true }),
  ];
}

/** What was written counts before what was tapped. */
function reasonIn(view: SlackView): string {
  const { chosen } = enteredIn(view, 'usual');
  return enteredIn(view, 'reason').text || (chosen === null || chosen === ownWords ? '' : chosen);
}

/** Proposes half an hour from now, on a whole five minutes. */
function inHalfAnHour(now: Date): Date {
  const step = 5 * 60_000;
  return new Date(Math.ceil((now.getTime() + halfAnHour) / step) * step);
}

export async function submitMore(
  context: SlackContext,
  who: Colleague,
  about: About,
  view: SlackView,
  action: MoreAction,
): Promise<ViewAnswer> {
  const { language } = who;
  switch (action) {
    case 'promise': {
      const until = instantIn(view, 'until');
      return until === null || until === 'wrong'
        ? mistake('until', t(language, 'needed'))
        : submitCommand(context, who, about, view, 'until', { type: 'promise', until });
    }
    case 'waive':
    case 'resolve':
    case 'hand-back': {
      const reason = reasonIn(view);
      return reason === ''
        ? mistake('reason', t(language, 'needed'))
        : submitCommand(context, who, about, view, 'reason', { type: action, reason });
    }
    case 'decline':
    case 'take': {
      const reason = enteredIn(view, 'reason').text;
      // Whoever is with the client serves them, whatever else speaks against it.
      const command =
        action === 'take' ? ({ type: 'take', reason, knowingly: objections } as const) : ({ type: 'decline', reason } as const);
      return reason === '' ? mistake('reason', t(language, 'needed')) : submitCommand(context, who, about, view, 'reason', command);
    }
    case 'finance': {
      const reason = enteredIn(view, 'reason').text;
      const how = enteredIn(view, 'how').chosen;
      if (how === 'over') return submitCommand(context, who, about, view, 'how', { type: 'send-over' });
      if (reason === '') return mistake('reason', t(language, 'needed'));
      if (how === 'inside') return submitCommand(context, who, about, view, 'reason', { type: 'ask-finance', question: reason });
      return submitCommand(context, who, about, view, 'reason', { type: 'beside', track: 'finance', reason });
    }
    case 'topic': {
      const topic = enteredIn(view, 'topic').chosen;
      return topic === null
        ? mistake('topic', t(language, 'needed'))
        : submitCommand(context, who, about, view, 'topic', { type: 'topic', topic });
    }
    case 'meeting':
      return planMeeting(context, who, about, view);
  }
}

async function submitCommand(
  context: SlackContext,
  { viewer, language }: Colleague,
  about: About,
  view: SlackView,
  field: string,
  command: Command,
): Promise<ViewAnswer> {
  const conversation = about.conversation as ConversationId;
  const outcome = await context.submit({ type: 'desk', key: `slack:view:${view.id}`, conversation, actor: viewer.id, command });
  return outcome.type === 'accepted' ? null : mistake(field, t(language, `refusal.${outcome.code}`));
}

/** Arranges a meeting, to which sales go (R4): whoever arranges it, the client's salesperson, or somebody who is found. */
async function planMeeting(context: SlackContext, { viewer, language }: Colleague, about: About, view: SlackView): Promise<ViewAnswer> {
  const [startsAt, text, minutes] = [instantIn(view, 'at'), enteredIn(view, 'text').text, minutesIn(view, 'minutes', meetingMinutes)];
  if (startsAt === 'wrong') return mistake('at', t(language, 'needed'));
  if (minutes === 'wrong') return mistake('minutes', t(language, 'meeting.minutes.wrong', meetingMinutes));
  // The same view sent twice makes one meeting.
  const id = v5(`meeting ${view.id}`, v5.URL);
  const wish = { id, conversation: about.conversation as ConversationId, startsAt, minutes, text, specialist: null };
  const arranged = await arrangeMeeting(context, viewer, wish);
  return arranged.type === 'arranged' ? null : mistake('at', t(language, `refusal.${arranged.code}`));
}
