import { until } from '../support/until.ts';
import { startBot } from './bot.ts';
import { type Figures, intoOpen } from './spoken.ts';
import { type Serving, type Stage, serving } from './stage.ts';
import { qualifications, waitingVisitors } from './visitors.ts';

export interface BesideWebchat {
  readonly webchat: Figures;
  readonly telegram: Figures;
  /** Telegram's rate over the web chat's */
  readonly ratio: number;
}

/** One connection each: what Telegram is told of them leaves at its pace, and has left before the clock runs. */
const people = 64;
const firstChat = 1000;
const leaveMs = 60_000;

/** The same messages into open conversations, by the web chat and by Telegram's webhook, on the same server one after the other. */
export async function telegram(stage: Stage): Promise<BesideWebchat> {
  const bot = await startBot();
  try {
    return await serving(
      stage,
      'telegram',
      async (at) => {
        const visitors = await waitingVisitors(stage, at, people);
        const chats = Array.from({ length: people }, (_, i) => ({ token: bot.secret, telegramChat: firstChat + i }));
        await askedInTelegram(stage, at, chats);
        // In turns, and the better of each: what else the machine does falls on both.
        const [first, second] = [await intoOpen(stage, at, visitors, people), await intoOpen(stage, at, chats, people)];
        const [third, fourth] = [await intoOpen(stage, at, visitors, people), await intoOpen(stage, at, chats, people)];
        const [webchat, inTelegram] = [faster(first, third), faster(second, fourth)];
        return { webchat, telegram: inTelegram, ratio: Math.round((inTelegram.rate / webchat.rate) * 100) / 100 };
      },
      bot.settings,
    );
  } finally {
    await bot.close();
  }
}

const faster = (a: Figures, b: Figures): Figures => (a.rate > b.rate ? a : b);

/** So many chats have answered the questions and wait for their specialist. */
export async function askedInTelegram(
  stage: Stage,
  { target, sql }: Serving,
  chats: readonly { token: string; telegramChat: number }[],
): Promise<void> {
  await stage.load.run({
    type: 'closed',
    target,
    connections: 16,
    warmUp: 0,
    seconds: 60,
    endless: false,
    speakers: chats.map((each) => ({ ...each, path: 0 })),
    paths: [qualifications[0] ?? []],
  });
  const [found] = await sql`select count(*)::int as n from conversation where channel = 'telegram' and status = 'waiting-on-us'`;
  if (found?.['n'] !== chats.length) throw new Error(`${String(found?.['n'])} of ${chats.length} chats wait for their specialist`);
  const isGone = async () => (await sql`select 1 from outbox where status in ('waiting', 'leased') limit 1`).length === 0;
  await until('what was said to them has left', isGone, leaveMs);
}
