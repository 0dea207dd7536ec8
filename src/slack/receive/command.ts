import { ownersOf } from '../../db/conversations/list.ts';
import { findClients } from '../../db/conversations/search.ts';
import { addSignInLink, type Viewer } from '../../db/people/sign-in.ts';
import { budgetOf, mineOf } from '../../db/slack/home.ts';
import { sha256 } from '../../domain/sha256.ts';
import { note } from '../../people/deps.ts';
import { setOwnAvailability } from '../availability.ts';
import type { SlackContext } from '../deps.ts';
import { markedTime } from '../marked-time.ts';
import { clientLink, load } from '../views/home.ts';
import { actions, type Block, linkButton, listing, mrkdwn, nameLine, section } from '../whisper.ts';
import { t } from '../whispers.ts';
import type { Colleague } from './tap.ts';

/** What `/okno` is answered with, for the eyes of whoever typed it; `log` opens a view instead. */
export type Answer = { readonly type: 'say'; readonly text: string; readonly blocks?: readonly Block[] } | { readonly type: 'log' };

const minutes = 60_000;
const linkMinutes = 10;
const mostClients = 10;

/** `/okno me | away 30m | back | client NAME | log | console | help`, with Russian words for the same. */
export async function answerCommand(context: SlackContext, who: Colleague, typed: string): Promise<Answer> {
  const { viewer, language } = who;
  const [verb = '', ...rest] = typed.trim().split(/\s+/);
  const argument = rest.join(' ');
  switch (verbs[verb.toLowerCase()]) {
    case 'me':
      return me(context, who);
    case 'away':
      return away(context, who, argument);
    case 'back':
      return told(t(language, (await setOwnAvailability(context, viewer, 'available', null)) ? 'command.back' : 'command.failed'));
    case 'client':
      return client(context, who, argument);
    case 'log':
      return { type: 'log' };
    case 'console':
      return consoleLink(context, who);
    default:
      return told(t(language, 'command.help'));
  }
}

const verbs: Readonly<Record<string, 'me' | 'away' | 'back' | 'client' | 'log' | 'console'>> = {
  me: 'me',
  я: 'me',
  away: 'away',
  отошёл: 'away',
  отошел: 'away',
  отошла: 'away',
  back: 'back',
  здесь: 'back',
  client: 'client',
  клиент: 'client',
  log: 'log',
  звонок: 'log',
  console: 'console',
  консоль: 'console',
};

function told(text: string): Answer {
  return { type: 'say', text };
}

async function me(context: SlackContext, { viewer, language }: Colleague): Promise<Answer> {
  const [budget, mine] = await Promise.all([budgetOf(context.db, viewer.id), mineOf(context.db, viewer.id, 10)]);
  if (budget === null) return told(t(language, 'command.failed'));
  const waiting = mine.filter((each) => each.waitingSince !== null);
  const lines = [
    `*${nameLine(viewer.name, 120)}* · ${t(language, `availability.${budget.availability}`)}`,
    load(context, budget, viewer.department, language),
    t(language, 'command.waiting', { count: waiting.length }),
    ...waiting.map(({ client: name, contact, due }) => {
      const whom = nameLine([contact, name].filter((each) => each).join(' · ') || t(language, 'home.stranger'), 120);
      return `• ${whom}${due === null ? '' : ` · ${markedTime(due)}`}`;
    }),
  ];
  const text = lines.join('\n');
  return { type: 'say', text, blocks: [mrkdwn(text)] };
}

/** `30m`, `2h`, `45 мин`; nothing: until they are back. Null for what is no time, or longer than a day. */
export function spanOf(typed: string): number | null | undefined {
  if (typed === '') return undefined;
  const found = /^(\d{1,4})\s*(m|min|мин|м|h|hour|hours|ч|час|часа|часов)?\.?$/i.exec(typed);
  if (found === null) return null;
  const isHours = /^(h|ч)/i.test(found[2] ?? '');
  const span = Number(found[1]) * (isHours ? 60 : 1) * minutes;
  return span > 0 && span <= 24 * 60 * minutes ? span : null;
}

async function away(context: SlackContext, { viewer, language }: Colleague, typed: string): Promise<Answer> {
  const span = spanOf(typed);
  if (span === null) return told(t(language, 'command.away.what'));
  const until = span === undefined ? null : new Date(context.now().getTime() + span);
  if (!(await setOwnAvailability(context, viewer, 'away', until))) return told(t(language, 'command.failed'));
  return told(until === null ? t(language, 'command.away') : `${t(language, 'command.away.until')} ${markedTime(until)}`);
}

async function client(context: SlackContext, { viewer, language }: Colleague, looked: string): Promise<Answer> {
  if (looked.length < 2) return told(t(language, 'command.client.what'));
  const found = await findClients(context.db, viewer, looked, 0, mostClients);
  if (found.length === 0) return told(t(language, 'command.client.none'));
  const lines = await Promise.all(
    found.map(async ({ id, name }) => {
      const owners = await ownersOf(context.db, id);
      const whose = owners.map((each) => `${nameLine(each.department[language], 80)}: ${nameLine(each.name, 80)}`).join(', ');
      return `<${clientLink(context, id)}|${nameLine(name, 120)}>${whose === '' ? '' : ` · ${whose}`}`;
    }),
  );
  return { type: 'say', text: lines.join('\n'), blocks: listing(lines) };
}

/** A link that signs in once, behind a button: what stands as an address in a message, Slack itself would open for its preview. */
async function consoleLink(context: SlackContext, { viewer, language }: Colleague): Promise<Answer> {
  const token = context.randomToken();
  await keepLink(context, viewer, await sha256(token));
  const text = t(language, 'command.console', { minutes: linkMinutes });
  const url = new URL(`/desk/sign-in?token=${encodeURIComponent(token)}`, context.publicUrl()).href;
  return { type: 'say', text, blocks: [section(text), actions(linkButton(t(language, 'button.console'), 'okno_link', url))] };
}

/** Slack vouches for who asks; that they did is on record. */
async function keepLink(context: SlackContext, viewer: Viewer, tokenHash: string): Promise<void> {
  const createdAt = context.now();
  const expiresAt = new Date(createdAt.getTime() + linkMinutes * minutes);
  await context.db.transaction(async (tx) => {
    await addSignInLink(tx, { tokenHash, specialist: viewer.id, createdAt, expiresAt });
    await note(context, tx, viewer, 'link-issued', { kind: 'specialist', id: viewer.id }, { by: 'slack', minutes: linkMinutes });
  });
}
