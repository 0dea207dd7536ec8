import { ownersOf } from '../../db/conversations/card.ts';
import { findClients } from '../../db/conversations/search.ts';
import { addSignInLink, type Viewer } from '../../db/people/sign-in.ts';
import { budgetOf, mineOf } from '../../db/slack/home.ts';
import { sha256 } from '../../domain/sha256.ts';
import { setOnCall } from '../../people/calls.ts';
import { note } from '../../people/deps.ts';
import { setOwnAvailability } from '../availability.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import { actions, type Block, linkButton, listing, mrkdwn, section } from '../format/blocks.ts';
import { linkName } from '../format/escape.ts';
import { markedTime } from '../format/time.ts';
import { clientLink, loadInWords } from '../home/home-view.ts';
import { t } from '../translate.ts';
import { logModal } from '../views/log-contact.ts';
import { outreachModal } from '../views/outreach.ts';
import { strangerText } from '../whisper.ts';
import { isViewOpened } from './open-view.ts';
import { slashCommand } from './payloads.ts';

/** What `/okno` is answered with, for the eyes of whoever typed it. */
export interface CommandAnswer {
  readonly response_type: 'ephemeral';
  readonly text: string;
  readonly blocks?: readonly Block[];
}

const minutes = 60_000;
const linkMinutes = 10;
const mostClients = 10;

/** Receives `/okno …`; null where a view opens instead of an answer. */
export async function receiveCommand(context: SlackContext, body: unknown): Promise<CommandAnswer | null> {
  const parsed = slashCommand.safeParse(body);
  if (!parsed.success) return null;
  const { user_id: user, text, trigger_id: trigger } = parsed.data;
  const who = await context.identify(user);
  if (who.type === 'stranger') return answerWith(strangerText());
  if (!who.isTrusted) return answerWith(t(who.language, 'refused.guest'));
  return carryOut(context, who, text ?? '', trigger ?? null);
}

/** Carries out `/okno me | away 30m | back | call | client NAME | log | console | help`, with Russian words for the same. */
async function carryOut(context: SlackContext, who: Colleague, typed: string, trigger: string | null): Promise<CommandAnswer | null> {
  const { viewer, language } = who;
  const [verb = '', ...rest] = typed.trim().split(/\s+/);
  const argument = rest.join(' ');
  switch (verbs[verb.toLowerCase()]) {
    case 'me':
      return showOwnWork(context, who);
    case 'away':
      return stepAway(context, who, argument);
    case 'back':
      return answerWith(t(language, (await setOwnAvailability(context, viewer, 'available', null)) ? 'command.back' : 'command.failed'));
    case 'call':
      await setOnCall(context, viewer.id, true);
      return answerWith(t(language, 'command.call'));
    case 'client':
      return searchClients(context, who, argument);
    case 'log':
      return openLog(context, who, trigger);
    case 'outreach':
      return openOutreach(context, who, trigger);
    case 'console':
      return offerSignIn(context, who);
    default:
      return answerWith(t(language, 'command.help'));
  }
}

const verbs: Readonly<Record<string, 'me' | 'away' | 'back' | 'call' | 'client' | 'log' | 'outreach' | 'console'>> = {
  me: 'me',
  я: 'me',
  away: 'away',
  отошёл: 'away',
  отошел: 'away',
  отошла: 'away',
  back: 'back',
  здесь: 'back',
  call: 'call',
  звоню: 'call',
  client: 'client',
  клиент: 'client',
  log: 'log',
  звонок: 'log',
  outreach: 'outreach',
  холодный: 'outreach',
  console: 'console',
  консоль: 'console',
};

function answerWith(text: string, blocks?: readonly Block[]): CommandAnswer {
  return { response_type: 'ephemeral', text, ...(blocks === undefined ? {} : { blocks }) };
}

async function openLog(context: SlackContext, who: Colleague, trigger: string | null): Promise<CommandAnswer | null> {
  if (trigger === null) return null;
  const view = logModal(context, who, { conversation: '', channel: null, threadTs: null }, null);
  const isOpen = await isViewOpened(context, trigger, view);
  return isOpen ? null : answerWith(t(who.language, 'view.expired'));
}

async function openOutreach(context: SlackContext, who: Colleague, trigger: string | null): Promise<CommandAnswer | null> {
  if (trigger === null) return null;
  const view = await outreachModal(context, who);
  if (view === null) return answerWith(t(who.language, 'outreach.not-sales'));
  return (await isViewOpened(context, trigger, view)) ? null : answerWith(t(who.language, 'view.expired'));
}

async function showOwnWork(context: SlackContext, { viewer, language }: Colleague): Promise<CommandAnswer> {
  const [budget, mine] = await Promise.all([budgetOf(context.db, viewer.id, context.now()), mineOf(context.db, viewer.id, 10)]);
  if (budget === null) return answerWith(t(language, 'command.failed'));
  const waiting = mine.filter((each) => each.waitingSince !== null);
  const lines = [
    `*${linkName(viewer.name, 120)}* · ${t(language, `availability.${budget.availability}`)}`,
    loadInWords(context, budget, viewer.department, language),
    t(language, 'command.waiting', { count: waiting.length }),
    ...waiting.map(({ client: name, contact, due }) => {
      const whom = linkName([contact, name].filter((each) => each).join(' · ') || t(language, 'home.stranger'), 120);
      return `• ${whom}${due === null ? '' : ` · ${markedTime(due)}`}`;
    }),
  ];
  const text = lines.join('\n');
  return answerWith(text, [mrkdwn(text)]);
}

/** Reads `30m`, `2h`, `45 мин`; nothing: until they are back. Null for what is no time, or longer than a day. */
export function spanOf(typed: string): number | null | undefined {
  if (typed === '') return undefined;
  const found = /^(\d{1,4})\s*(m|min|мин|м|h|hour|hours|ч|час|часа|часов)?\.?$/i.exec(typed);
  if (found === null) return null;
  const isHours = /^(h|ч)/i.test(found[2] ?? '');
  const span = Number(found[1]) * (isHours ? 60 : 1) * minutes;
  return span > 0 && span <= 24 * 60 * minutes ? span : null;
}

async function stepAway(context: SlackContext, { viewer, language }: Colleague, typed: string): Promise<CommandAnswer> {
  const span = spanOf(typed);
  if (span === null) return answerWith(t(language, 'command.away.what'));
  const until = span === undefined ? null : new Date(context.now().getTime() + span);
  if (!(await setOwnAvailability(context, viewer, 'away', until))) return answerWith(t(language, 'command.failed'));
  return answerWith(until === null ? t(language, 'command.away') : `${t(language, 'command.away.until')} ${markedTime(until)}`);
}

async function searchClients(context: SlackContext, { viewer, language }: Colleague, searched: string): Promise<CommandAnswer> {
  if (searched.length < 2) return answerWith(t(language, 'command.client.what'));
  const found = await findClients(context.db, viewer, searched, 0, mostClients);
  if (found.length === 0) return answerWith(t(language, 'command.client.none'));
  const lines = await Promise.all(
    found.map(async ({ id, name }) => {
      const owners = await ownersOf(context.db, id);
      const whose = owners.map((each) => `${linkName(each.department[language], 80)}: ${linkName(each.name, 80)}`).join(', ');
      return `<${clientLink(context, id)}|${linkName(name, 120)}>${whose === '' ? '' : ` · ${whose}`}`;
    }),
  );
  return answerWith(lines.join('\n'), listing(lines));
}

/** Offers a link that signs in once, behind a button: what stands as an address in a message, Slack itself would open for its preview. */
async function offerSignIn(context: SlackContext, { viewer, language }: Colleague): Promise<CommandAnswer> {
  const token = context.randomToken();
  await recordLink(context, viewer, await sha256(token));
  const text = t(language, 'command.console', { minutes: linkMinutes });
  const url = new URL(`/desk/sign-in?token=${encodeURIComponent(token)}`, context.publicUrl()).href;
  return answerWith(text, [section(text), actions(linkButton(t(language, 'button.console'), 'okno_link', url))]);
}

/** Records the link: Slack vouches for who asks, and that they did is audited. */
async function recordLink(context: SlackContext, viewer: Viewer, tokenHash: string): Promise<void> {
  const createdAt = context.now();
  const expiresAt = new Date(createdAt.getTime() + linkMinutes * minutes);
  await context.db.transaction(async (tx) => {
    await addSignInLink(tx, { tokenHash, specialist: viewer.id, createdAt, expiresAt });
    await note(context, tx, viewer, 'link-issued', { kind: 'specialist', id: viewer.id }, { by: 'slack', minutes: linkMinutes });
  });
}
