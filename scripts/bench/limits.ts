import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { slackLimits, telegramLimits } from '../support/messenger-limits.ts';
import { until } from '../support/until.ts';
import { startBot } from './bot.ts';
import { type Serving, type Stage, serving } from './stage.ts';
import { askedInTelegram } from './telegram.ts';
import { qualifications, speakOnce } from './visitors.ts';
import { type BenchWorkspace, startWorkspace } from './workspace.ts';

/** Seconds of a share of all, and of the slowest. */
interface Waits {
  readonly p50: number;
  readonly max: number;
}

/*
 * How it goes with messengers that hold their published limits: 30 messages a second for a bot, a post a second in a channel, and what
 * Slack's tiers allow.
 */

/** So many strangers write at once: until the first answer of the desk, and until a specialist's words reach another chat meanwhile. */
export interface TelegramCrowd {
  readonly strangers: number;
  readonly first: Waits;
  readonly beside: Waits;
  readonly refused: number;
}

/** So many conversations begin at once in one channel: from then until a client's word stands in its thread. */
export interface SlackCrowd {
  readonly conversations: number;
  readonly words: Waits;
  readonly histories: number;
  readonly refused: number;
}

/** Until all of the staff is recognised after a start, and from when Slack answers again until the thread of what began meanwhile. */
export interface SlackStart {
  readonly people: number;
  readonly seconds: number;
  readonly calls: number;
  readonly wellAgainSeconds: number;
}

function waitsOf(times: readonly number[]): Waits {
  const sorted = times.toSorted((a, b) => a - b);
  const seconds = (ms: number) => Math.round(ms / 100) / 10;
  return { p50: seconds(sorted[Math.floor(sorted.length / 2)] ?? 0), max: seconds(sorted.at(-1) ?? 0) };
}

const strangers = 300;
const firstStranger = 5000;
const acquainted = 1000;
const words = 6;

export async function telegramCrowd(stage: Stage): Promise<TelegramCrowd> {
  const [bot, workspace] = [await startBot(telegramLimits()), await startWorkspace()];
  try {
    return await serving(
      stage,
      'limits-telegram',
      async (at) => {
        await slackIsThere(at);
        await askedInTelegram(stage, at, [{ token: bot.secret, telegramChat: acquainted }]);
        const thread = await threadOf(at);
        const began = performance.now();
        const arrivals = Array.from({ length: strangers }, (_, i) => write(at, bot.secret, firstStranger + i));
        const beside = await answerBeside(at, workspace, thread, bot.messages);
        await Promise.all(arrivals);
        const isAnswered = () =>
          new Set(bot.messages.filter((each) => each.chat >= firstStranger).map((each) => each.chat)).size === strangers;
        await until('every stranger was answered', isAnswered, 120_000);
        const first = new Map<number, number>();
        for (const { chat, at: when } of bot.messages) if (chat >= firstStranger && !first.has(chat)) first.set(chat, when - began);
        return { strangers, first: waitsOf([...first.values()]), beside: waitsOf(beside), refused: bot.refused() };
      },
      { ...workspace.settings, ...bot.settings },
    );
  } finally {
    await Promise.all([bot.close(), workspace.close()]);
  }
}

async function write({ server }: Serving, secret: string, chat: number): Promise<void> {
  const from = { id: chat, is_bot: false, first_name: `Stranger ${chat}` };
  const message = { message_id: 1, date: Math.floor(Date.now() / 1000), chat: { id: chat, type: 'private' }, from, text: 'Добрый день' };
  await fetch(`${server.url}/telegram/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
    body: JSON.stringify({ update_id: chat, message }),
  }).then((answer) => answer.arrayBuffer());
}

/** Only a conversation that begins afterwards has a thread. */
async function slackIsThere({ sql }: Serving): Promise<void> {
  await until('Slack is there', async () => (await sql`select 1 from channel_account where kind = 'slack'`).length > 0, 30_000);
  await pause(1000);
}

interface Thread {
  readonly root: string;
  readonly user: string;
}

async function threadOf({ sql }: Serving): Promise<Thread> {
  await sql`update specialist set slack_user = 'U' || upper(left(md5(id::text), 10)) where left_at is null`;
  await sql`update slack_thread set root_ts = '1650000000.000001', posted = wanted where root_ts is null`;
  const [thread] = await sql<Thread[]>`select t.root_ts as root, s.slack_user as user from slack_thread t
    join conversation c on c.id = t.conversation_id join specialist s on s.id = c.specialist_id limit 1`;
  if (thread === undefined) throw new Error('no thread to answer in');
  return thread;
}

/** A specialist answers in the thread of somebody who is known, while all the others come. Returns how long each word took, ms. */
async function answerBeside(
  { server }: Serving,
  { signingSecret, team, app, channel }: BenchWorkspace,
  { root, user }: Thread,
  messages: readonly { readonly text: string; readonly at: number }[],
): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < words; n++) {
    await pause(1200);
    const text = `answer-${n}-beside`;
    const event = { type: 'message', channel, user, text, ts: `1800000000.${String(n).padStart(6, '0')}`, thread_ts: root };
    const body = JSON.stringify({ type: 'event_callback', team_id: team, api_app_id: app, event_id: `Ev${n}`, event });
    const at = Math.floor(Date.now() / 1000);
    const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex')}`;
    const began = performance.now();
    const headers = { 'content-type': 'application/json', 'x-slack-request-timestamp': String(at), 'x-slack-signature': signature };
    await fetch(`${server.url}/slack/events`, { method: 'POST', headers, body });
    const arrived = await until('the answer is there', () => messages.find((each) => each.text.includes(text)), 60_000);
    took.push(arrived.at - began);
  }
  return took;
}

const conversations = 100;

export async function slackCrowd(stage: Stage): Promise<SlackCrowd> {
  const workspace = await startWorkspace(slackLimits());
  try {
    return await serving(
      stage,
      'limits-slack',
      async (at) => {
        await slackIsThere(at);
        const began = performance.now();
        await begin(stage, at, conversations, 'word');
        await until('every word stands in its thread', () => standing(workspace).size === conversations, 280_000);
        return {
          conversations,
          words: waitsOf([...standing(workspace).values()].map((when) => when - began)),
          histories: workspace.calls.filter((each) => each.method === 'conversations.history').length,
          refused: workspace.refused(),
        };
      },
      workspace.settings,
    );
  } finally {
    await workspace.close();
  }
}

/** So many visitors answer the questions and say a word of their own. */
async function begin(stage: Stage, { target }: Serving, count: number, word: string): Promise<void> {
  const first = qualifications[0] ?? [];
  await speakOnce(
    stage,
    target,
    count,
    Array.from({ length: count }, (_, i) => [...first, { text: `${word}-${i}.` }]),
  );
}

/** When each visitor's word was posted, on a card or as a reply. */
function standing({ calls }: BenchWorkspace): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { method, blocks, at } of calls) {
    if (method !== 'chat.postMessage') continue;
    for (const [word] of blocks.matchAll(/word-\d+\./g)) if (!found.has(word)) found.set(word, at);
  }
  return found;
}

const people = 125;
const awayMs = 20_000;

export async function slackStart(stage: Stage): Promise<SlackStart> {
  const workspace = await startWorkspace(slackLimits());
  try {
    return await serving(
      stage,
      'limits-staff',
      async (at) => {
        await at.sql`insert into specialist (id, email, name, role, department_id, languages, capacity, serves, availability, created_at)
          select gen_random_uuid(), 'staff' || n || '@bench.example', 'Staff ' || n, 'specialist', d.id, '["ru"]', 6000, false, 'off', now()
          from department d, generate_series(1, ${people}::int) n where d.key = 'client'`;
        workspace.employ(Array.from({ length: people }, (_, i) => `staff${i + 1}@bench.example`));
        const began = performance.now();
        await at.server.kill('SIGTERM');
        await at.server.restart();
        await until('the staff is recognised', async () => (await recognised(at)) >= people, 280_000);
        const seconds = Math.round((performance.now() - began) / 100) / 10;
        const calls = workspace.calls.filter((each) => each.method.startsWith('users.')).length;
        return { people, seconds, calls, wellAgainSeconds: await outage(stage, at, workspace) };
      },
      workspace.settings,
    );
  } finally {
    await workspace.close();
  }
}

async function recognised({ sql }: Serving): Promise<number> {
  const [found] = await sql<{ n: number }[]>`select count(*)::int as n from specialist where slack_user like 'U0STAFF%'`;
  return found?.n ?? 0;
}

async function outage(stage: Stage, at: Serving, workspace: BenchWorkspace): Promise<number> {
  workspace.away(true);
  await begin(stage, at, 1, 'word');
  await pause(awayMs);
  workspace.away(false);
  const well = performance.now();
  const posted = await until('the thread stands', () => standing(workspace).get('word-0.'), 280_000);
  return Math.round((posted - well) / 100) / 10;
}
