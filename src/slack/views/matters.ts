import { threadOf } from '../../db/slack/receive.ts';
import { addTask, salesOwnerOf } from '../../db/slack/tasks.ts';
import type { ConversationId } from '../../domain/ids.ts';
import type { Command } from '../../engine/submissions/submission.ts';
import { faultCode } from '../api.ts';
import type { SlackContext } from '../deps.ts';
import type { SlackView } from '../receive/payloads.ts';
import type { Colleague } from '../receive/tap.ts';
import { actions, type Block, linkButton, section } from '../whisper.ts';
import { linkTo, t } from '../whispers.ts';
import { type About, enteredIn, input, instant, line, mistake, modal, radio, type ViewAnswer, writing } from './modal.ts';

/** What "More" on the card offers, as its values begin. */
export const matters = ['promise', 'waive', 'finance', 'meeting'] as const;
export type Matter = (typeof matters)[number];

export const matterView = (matter: Matter) => `okno_${matter}_view`;

const halfAnHour = 30 * 60_000;

export function matterModal(context: SlackContext, { language }: Pick<Colleague, 'language'>, about: About, matter: Matter): Block {
  const words = { title: t(language, `${matter}.title`), submit: t(language, `${matter}.submit`), close: t(language, 'cancel') };
  return modal(matterView(matter), words, about, fields(context, language, matter));
}

function fields(context: SlackContext, language: Colleague['language'], matter: Matter): Block[] {
  switch (matter) {
    case 'promise':
      return [input('until', t(language, 'promise.until'), instant(soon(context.now())), { hint: t(language, 'promise.hint') })];
    case 'waive':
      return [input('reason', t(language, 'waive.reason'), line(500))];
    case 'finance': {
      const [beside, inside] = (['beside', 'inside'] as const).map((value) => ({ value, text: t(language, `finance.${value}`) }));
      const options = [beside, inside].flatMap((each) => each ?? []);
      return [
        ...(beside === undefined ? [] : [input('how', t(language, 'finance.how'), radio(options, beside))]),
        input('reason', t(language, 'finance.reason'), writing(1000)),
      ];
    }
    case 'meeting':
      return [
        input('at', t(language, 'meeting.at'), instant(new Date(context.now().getTime() + 24 * 2 * halfAnHour))),
        input('text', t(language, 'meeting.text'), line(500)),
      ];
  }
}

/** Half an hour from now, on a whole five minutes. */
function soon(now: Date): Date {
  const step = 5 * 60_000;
  return new Date(Math.ceil((now.getTime() + halfAnHour) / step) * step);
}

export async function submitMatter(
  context: SlackContext,
  who: Colleague,
  about: About,
  view: SlackView,
  matter: Matter,
): Promise<ViewAnswer> {
  const { language } = who;
  switch (matter) {
    case 'promise': {
      const until = enteredIn(view, 'until').at;
      return until === null
        ? mistake('until', t(language, 'needed'))
        : command(context, who, about, view, 'until', { type: 'promise', until });
    }
    case 'waive': {
      const reason = enteredIn(view, 'reason').text;
      return reason === ''
        ? mistake('reason', t(language, 'needed'))
        : command(context, who, about, view, 'reason', { type: 'waive', reason });
    }
    case 'finance': {
      const reason = enteredIn(view, 'reason').text;
      if (reason === '') return mistake('reason', t(language, 'needed'));
      if (enteredIn(view, 'how').chosen === 'inside') return askFinance(context, who, about, view, reason);
      return command(context, who, about, view, 'reason', { type: 'beside', topic: 'finance', reason });
    }
    case 'meeting':
      return planMeeting(context, who, about, view);
  }
}

async function command(
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

/** Finance is asked where the client sees nothing: a note in the conversation, a task of theirs, a word in their channel (R10). */
async function askFinance(context: SlackContext, who: Colleague, about: About, view: SlackView, reason: string): Promise<ViewAnswer> {
  const { viewer, language } = who;
  const text = `${t(language, 'finance.asked')} ${reason}`;
  const refused = await command(context, who, about, view, 'reason', { type: 'note', text });
  if (refused !== null) return refused;
  const finance = context.company().departments.find((each) => each.key === 'finance');
  if (finance === undefined) return mistake('reason', t(language, 'refusal.unknown-department'));
  const now = context.now();
  const dueAt = new Date(now.getTime() + 24 * 2 * halfAnHour);
  const conversation = about.conversation;
  await addTask(context.db, {
    id: context.newId(),
    kind: 'finance',
    conversation,
    department: finance.id,
    specialist: null,
    text: reason,
    dueAt,
    at: now,
    by: viewer.id,
  });
  context.later(mentionInFinance(context, who, about, reason));
  return null;
}

async function mentionInFinance(context: SlackContext, { viewer, language }: Colleague, about: About, reason: string): Promise<void> {
  const { departments, slackChannel } = context.company();
  const channel = departments.find((each) => each.key === 'finance')?.slackChannel ?? slackChannel;
  const thread = await threadOf(context.db, about.conversation);
  if (channel === null) return;
  const text = t(language, 'finance.question', { name: viewer.name });
  const link =
    thread === null ? [] : [actions(linkButton(t(language, 'button.thread'), 'okno_link', linkTo(context.connection(), thread)))];
  await context.api
    .call('chat.postMessage', { channel, text, blocks: [section(text), section(reason), ...link], unfurl_links: false })
    .catch((error: unknown) => context.log.warn({ code: faultCode(error) }, 'finance was not told in its channel'));
}

/** A meeting is held by sales (R4): their own, the client's salesperson's, or anybody's there. */
async function planMeeting(context: SlackContext, { viewer, language }: Colleague, about: About, view: SlackView): Promise<ViewAnswer> {
  const [at, text] = [enteredIn(view, 'at').at, enteredIn(view, 'text').text];
  if (at === null || at <= context.now()) return mistake('at', t(language, 'past'));
  const sales = context.company().departments.find((each) => each.key === 'sales');
  if (sales === undefined) return mistake('at', t(language, 'refusal.unknown-department'));
  const { conversation } = about;
  const specialist = viewer.department === 'sales' ? viewer.id : await salesOwnerOf(context.db, conversation);
  const now = context.now();
  const isNew = await addTask(context.db, {
    id: context.newId(),
    kind: 'meeting',
    conversation,
    department: sales.id,
    specialist,
    text,
    dueAt: at,
    at: now,
    by: viewer.id,
  });
  return isNew ? null : mistake('at', t(language, 'meeting.already'));
}
