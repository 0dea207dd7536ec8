import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../support/until.ts';
import type { Figures } from './spoken.ts';
import { type Serving, type Stage, serving } from './stage.ts';
import { waitingVisitors } from './visitors.ts';
import { type BenchWorkspace, startWorkspace } from './workspace.ts';

/** Answers in threads, as Slack tells of them: so many a second, whatever the answers take. Slack waits three seconds for each. */
export interface SlackEvents extends Figures {
  readonly offered: number;
}

const offered = 200;
const threads = 64;
const threadMs = 60_000;

interface Thread {
  readonly root: string;
  readonly user: string;
}

export async function slack(stage: Stage): Promise<SlackEvents> {
  const workspace = await startWorkspace();
  try {
    return await serving(
      stage,
      'slack',
      async (at) => {
        await at.sql`update specialist set slack_user = 'U' || upper(left(md5(id::text), 10)) where left_at is null`;
        await waitingVisitors(stage, at, threads);
        return measure(stage, at, workspace, await threadsOf(at));
      },
      workspace.settings,
    );
  } finally {
    await workspace.close();
  }
}

/** Every conversation has its card, so that it can be answered in its thread. */
async function threadsOf({ sql }: Serving): Promise<Thread[]> {
  let rows: Thread[] = [];
  await until(
    'every conversation has its thread',
    async () => {
      // Cards go up one a second in a channel; these are said to stand already.
      await sql`update slack_thread t set root_ts = '1650000000.' || lpad(r.n::text, 6, '0'), posted = t.wanted
        from (select id, row_number() over (order by id) as n from slack_thread) r where r.id = t.id and t.root_ts is null`;
      rows = await sql<
        Thread[]
      >`select t.root_ts as root, s.slack_user as user from slack_thread t join conversation c on c.id = t.conversation_id
        join specialist s on s.id = c.specialist_id where t.root_ts is not null and t.ended_at is null`;
      return rows.length >= threads;
    },
    threadMs,
  );
  return rows;
}

async function measure(stage: Stage, { server }: Serving, workspace: BenchWorkspace, among: readonly Thread[]): Promise<SlackEvents> {
  const { warmUp, seconds } = stage.options.scale;
  const total = Math.ceil((warmUp + seconds) * offered);
  const [times, under] = [[] as number[], [] as Promise<void>[]];
  let errors = 0;
  const began = performance.now();
  for (let n = 0; n < total; n++) {
    const due = began + (n * 1000) / offered;
    if (due > performance.now()) await pause(due - performance.now());
    const thread = among[n % among.length];
    if (thread === undefined) throw new Error('no thread to answer in');
    const isCounted = n >= warmUp * offered;
    under.push(
      told(server.url, workspace, thread, n).then((isTaken) => {
        if (!isTaken) errors += 1;
        // From when it was due: what waits for its turn waits in Slack's eyes too.
        if (isCounted) times.push(performance.now() - due);
      }),
    );
  }
  await Promise.all(under);
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const spent = (performance.now() - began) / 1000;
  return { offered, rate: Math.round(total / spent), p50: at(0.5), p99: at(0.99), count: sorted.length, errors };
}

async function told(
  url: string,
  { signingSecret, team, app, channel }: BenchWorkspace,
  { root, user }: Thread,
  n: number,
): Promise<boolean> {
  const ts = `1800000000.${String(n).padStart(6, '0')}`;
  const event = { type: 'message', channel, user, text: 'Да, сегодня поставим и всё покажем', ts, thread_ts: root };
  const body = JSON.stringify({ type: 'event_callback', team_id: team, api_app_id: app, event_id: `Ev${n}`, event });
  const at = Math.floor(Date.now() / 1000);
  const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex')}`;
  try {
    const answer = await fetch(`${url}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-slack-request-timestamp': String(at), 'x-slack-signature': signature },
      body,
    });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}
