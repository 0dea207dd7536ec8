import { threadOf } from '../../db/slack/receive.ts';
import { addTask, salesOwnerOf } from '../../db/slack/tasks.ts';
import type { ConversationId } from '../../domain/ids.ts';
import type { Command } from '../../engine/submissions/submission.ts';
import { faultCode } from '../api.ts';
import type { Desk } from '../deps.ts';
import type { SlackView } from '../receive/payloads.ts';
import type { Colleague } from '../receive/tap.ts';
import { actions, type Block, linkButton, section } from '../whisper.ts';
import { linkTo, say } from '../whispers.ts';
import { type About, enteredIn, input, instant, line, mistake, modal, radio, type ViewAnswer, writing } from './modal.ts';

/** What "More" on the card offers, as its values begin. */
export const matters = ['promise', 'waive', 'finance', 'meeting'] as const;
export type Matter = (typeof matters)[number];

export const matterView = (matter: Matter) => `okno_${matter}_view`;

const halfAnHour = 30 * 60_000;

export function matterModal(desk: Desk, { language }: Pick<Colleague, 'language'>, about: About, matter: Matter): Block {
  const words = { title: say(language, `${matter}.title`), submit: say(language, `${matter}.submit`), close: say(language, 'cancel') };
  return modal(matterView(matter), words, about, fields(desk, language, matter));
}

function fields(desk: Desk, language: Colleague['language'], matter: Matter): Block[] {
  switch (matter) {
    case 'promise':
      return [input('until', say(language, 'promise.until'), instant(soon(desk.now())), { hint: say(language, 'promise.hint') })];
    case 'waive':
      return [input('reason', say(language, 'waive.reason'), line(500))];
    case 'finance': {
      const [beside, inside] = (['beside', 'inside'] as const).map((value) => ({ value, text: say(language, `finance.${value}`) }));
      const options = [beside, inside].flatMap((each) => each ?? []);
      return [
        ...(beside === undefined ? [] : [input('how', say(language, 'finance.how'), radio(options, beside))]),
        input('reason', say(language, 'finance.reason'), writing(1000)),
      ];
    }
    case 'meeting':
      return [
        input('at', say(language, 'meeting.at'), instant(new Date(desk.now().getTime() + 24 * 2 * halfAnHour))),
        input('text', say(language, 'meeting.text'), line(500)),
      ];
  }
}

/** Half an hour from now, on a whole five minutes. */
function soon(now: Date): Date {
  const step = 5 * 60_000;
  return new Date(Math.ceil((now.getTime() + halfAnHour) / step) * step);
}

export async function submitMatter(desk: Desk, who: Colleague, about: About, view: SlackView, matter: Matter): Promise<ViewAnswer> {
  const { language } = who;
  switch (matter) {
    case 'promise': {
      const until = enteredIn(view, 'until').at;
      return until === null
        ? mistake('until', say(language, 'needed'))
        : command(desk, who, about, view, 'until', { type: 'promise', until });
    }
    case 'waive': {
      const reason = enteredIn(view, 'reason').text;
      return reason === ''
        ? mistake('reason', say(language, 'needed'))
        : command(desk, who, about, view, 'reason', { type: 'waive', reason });
    }
    case 'finance': {
      const reason = enteredIn(view, 'reason').text;
      if (reason === '') return mistake('reason', say(language, 'needed'));
      if (enteredIn(view, 'how').chosen === 'inside') return askFinance(desk, who, about, view, reason);
      return command(desk, who, about, view, 'reason', { type: 'beside', topic: 'finance', reason });
    }
    case 'meeting':
      return planMeeting(desk, who, about, view);
  }
}

async function command(
  desk: Desk,
  { viewer, language }: Colleague,
  about: About,
  view: SlackView,
  field: string,
  command: Command,
): Promise<ViewAnswer> {
  const conversation = about.conversation as ConversationId;
  const outcome = await desk.submit({ type: 'desk', key: `slack:view:${view.id}`, conversation, actor: viewer.id, command });
  return outcome.type === 'accepted' ? null : mistake(field, say(language, `refusal.${outcome.code}`));
}

/** Finance is asked where the client sees nothing: a note in the conversation, a task of theirs, a word in their channel (R10). */
async function askFinance(desk: Desk, who: Colleague, about: About, view: SlackView, reason: string): Promise<ViewAnswer> {
  const { viewer, language } = who;
  const text = `${say(language, 'finance.asked')} ${reason}`;
  const refused = await command(desk, who, about, view, 'reason', { type: 'note', text });
  if (refused !== null) return refused;
  const finance = desk.company().departments.find((each) => each.key === 'finance');
  if (finance === undefined) return mistake('reason', say(language, 'refusal.unknown-department'));
  const now = desk.now();
  const dueAt = new Date(now.getTime() + 24 * 2 * halfAnHour);
  const conversation = about.conversation;
  await addTask(desk.db, {
    id: desk.newId(),
    kind: 'finance',
    conversation,
    department: finance.id,
    specialist: null,
    text: reason,
    dueAt,
    at: now,
    by: viewer.id,
  });
  desk.later(mentionInFinance(desk, who, about, reason));
  return null;
}

async function mentionInFinance(desk: Desk, { viewer, language }: Colleague, about: About, reason: string): Promise<void> {
  const { departments, slackChannel } = desk.company();
  const channel = departments.find((each) => each.key === 'finance')?.slackChannel ?? slackChannel;
  const thread = await threadOf(desk.db, about.conversation);
  if (channel === null) return;
  const text = say(language, 'finance.question', { name: viewer.name });
  const link = thread === null ? [] : [actions(linkButton(say(language, 'button.thread'), 'okno_link', linkTo(desk.connection(), thread)))];
  await desk.api
    .call('chat.postMessage', { channel, text, blocks: [section(text), section(reason), ...link], unfurl_links: false })
    .catch((error: unknown) => desk.log.warn({ code: faultCode(error) }, 'finance was not told in its channel'));
}

/** A meeting is held by sales (R4): their own, the client's salesperson's, or anybody's there. */
async function planMeeting(desk: Desk, { viewer, language }: Colleague, about: About, view: SlackView): Promise<ViewAnswer> {
  const [at, text] = [enteredIn(view, 'at').at, enteredIn(view, 'text').text];
  if (at === null || at <= desk.now()) return mistake('at', say(language, 'past'));
  const sales = desk.company().departments.find((each) => each.key === 'sales');
  if (sales === undefined) return mistake('at', say(language, 'refusal.unknown-department'));
  const { conversation } = about;
  const specialist = viewer.department === 'sales' ? viewer.id : await salesOwnerOf(desk.db, conversation);
  const now = desk.now();
  const isNew = await addTask(desk.db, {
    id: desk.newId(),
    kind: 'meeting',
    conversation,
    department: sales.id,
    specialist,
    text,
    dueAt: at,
    at: now,
    by: viewer.id,
  });
  return isNew ? null : mistake('at', say(language, 'meeting.already'));
}
