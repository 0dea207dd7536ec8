import type { ClosedJob, Run, Speaker } from '../load/jobs.ts';
import { newStrangers } from '../load/strangers.ts';
import { type Costs, costsOf, spentBy } from './costs.ts';
import { type Serving, type Stage, serving } from './stage.ts';
import { qualifications, said, waitingVisitors } from './visitors.ts';

/** A closed loop's figures; times in ms. `errors`: answers that were no success, and connections that broke. */
export interface Figures {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  readonly count: number;
  readonly errors: number;
  /** of one request; absent where it was not measured */
  readonly cpu?: Costs;
}

export type ByConnections = Readonly<Record<string, Figures>>;

const levels = [1, 64, 256] as const;

export function figuresOf(run: Run & { readonly cpu?: Costs }): Figures {
  const { rate, p50, p99, count, statuses, cpu } = run;
  return { rate, p50, p99, count, errors: errorsOf(statuses), ...(cpu === undefined ? {} : { cpu }) };
}

export function errorsOf(statuses: Run['statuses']): number {
  return Object.entries(statuses).reduce((sum, [status, count]) => (status === '200' || status === '201' ? sum : sum + count), 0);
}

async function atEach(run: (connections: number) => Promise<Figures>): Promise<ByConnections> {
  const found: Record<string, Figures> = {};
  for (const each of levels) found[`c${each}`] = await run(each);
  return found;
}

/** A closed loop against the server, with what it cost. */
async function closed(
  stage: Stage,
  at: Serving,
  job: Omit<ClosedJob, 'type' | 'target' | 'warmUp' | 'seconds'>,
): Promise<Run & { cpu: Costs }> {
  const { warmUp, seconds } = stage.options.scale;
  const processes = { server: at.server.pid(), postgresFolder: stage.postgres.dataFolder, load: stage.load.pid };
  const before = await spentBy(processes);
  const run = await stage.load.run({ type: 'closed', target: at.target, warmUp, seconds, ...job });
  const answers = Object.values(run.statuses).reduce((sum, each) => sum + each, 0);
  return { ...run, cpu: costsOf(before, await spentBy(processes), answers) };
}

/** Messages into conversations that are open: the visitor has a specialist and waits for them. */
export function open(stage: Stage): Promise<ByConnections> {
  return serving(stage, 'open', async (at) => {
    const visitors = await waitingVisitors(stage, at, stage.options.scale.visitors);
    return atEach((each) => intoOpen(stage, at, visitors, each));
  });
}

export async function intoOpen(
  stage: Stage,
  at: Serving,
  visitors: readonly Omit<Speaker, 'path'>[],
  connections: number,
): Promise<Figures> {
  const speakers = visitors.map((each) => ({ ...each, path: 0 }));
  return figuresOf(await closed(stage, at, { connections, endless: true, speakers, paths: [said] }));
}

/** More than any server of ours takes a second: strangers are made before the clock runs, and some are left over. */
const strangersPerSecond = (count: number) => (count === 1 ? 600 : 5000);

/** First messages of strangers: everything about them is made, and they are asked the first question. */
export function first(stage: Stage): Promise<ByConnections> {
  const { warmUp, seconds } = stage.options.scale;
  return serving(stage, 'first', (at) =>
    atEach(async (connections) => {
      const strangers = await newStrangers(stage.secret, Math.ceil((warmUp + seconds) * strangersPerSecond(connections)));
      const speakers = strangers.map(({ token }) => ({ token, path: 0 }));
      return figuresOf(await closed(stage, at, { connections, endless: false, speakers, paths: [said] }));
    }),
  );
}

export interface Assigned {
  readonly specialists: number;
  /** conversations that found a person, and those that found nobody; the latter must be 0 */
  readonly assigned: number;
  readonly nobody: number;
  /** most and fewest conversations among the specialists of one department */
  readonly spread: number;
  readonly messagesPerConversation: number;
}

/** Whole qualifications by taps, one to four of them in equal shares. Rates are conversations a second, times are of one tap. */
export function assigned(stage: Stage): Promise<ByConnections & { readonly check: Assigned }> {
  const { warmUp, seconds } = stage.options.scale;
  return serving(stage, 'assigned', async (at) => {
    const found = await atEach(async (connections) => {
      const strangers = await newStrangers(stage.secret, Math.ceil(((warmUp + seconds) * strangersPerSecond(connections)) / 2));
      const speakers = strangers.map(({ token }, i) => ({ token, path: i % qualifications.length }));
      const run = await closed(stage, at, { connections, endless: false, speakers, paths: qualifications });
      return { ...figuresOf(run), rate: run.pathRate };
    });
    const [counts] = await at.sql<Omit<Assigned, 'messagesPerConversation'>[]>`
      select (select count(*)::int from specialist where serves) as specialists,
        (select count(*)::int from assignment where specialist_id is not null) as assigned,
        (select count(*)::int from assignment where specialist_id is null) as nobody,
        (select max(spread)::int from (
           select max(n) - min(n) as spread from (
             select s.department_id, count(c.id) as n from specialist s left join conversation c on c.specialist_id = s.id
             where s.serves group by s.department_id, s.id) each group by department_id) by_department) as spread`;
    if (counts === undefined) throw new Error('nothing was counted');
    const taps = qualifications.reduce((sum, path) => sum + path.length, 0) / qualifications.length;
    return { ...found, check: { ...counts, messagesPerConversation: taps } } as ByConnections & { check: Assigned };
  });
}

/** Messages into open conversations, due at even times whatever the answers take. */
export function openLoop(stage: Stage): Promise<Readonly<Record<string, Figures & { unfinished: number }>>> {
  const { offered, visitors, warmUp, seconds } = stage.options.scale;
  return serving(stage, 'open-loop', async (at) => {
    const speakers = (await waitingVisitors(stage, at, visitors)).map(({ token }) => ({ token, path: 0 }));
    const found: Record<string, Figures & { unfinished: number }> = {};
    for (const rate of offered) {
      const run = await stage.load.run({
        type: 'paced',
        target: at.target,
        connections: 256,
        warmUp,
        seconds,
        rate,
        keepIds: false,
        speakers,
        paths: [said],
      });
      found[`at${rate}`] = { ...figuresOf(run), unfinished: run.unfinished };
    }
    return found;
  });
}
