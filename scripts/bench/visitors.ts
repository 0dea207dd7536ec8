import { newStrangers, type Stranger } from '../load/strangers.ts';
import type { Body } from '../load/wire.ts';
import type { Serving, Stage } from './stage.ts';

const tap = (question: string, option: string): Body => ({ choice: { question, option } });

export const said: readonly Body[] = [
  { text: 'Добрый день! Подскажите, пожалуйста, когда можно поставить программу ещё на два рабочих места?' },
];

/** The tree's ways of each length, by taps only: one question, two, three, four. Their ends are in both departments. */
export const qualifications: readonly (readonly Body[])[] = [
  [tap('who', 'myself')],
  [tap('who', 'client'), tap('client-name', 'skip')],
  [tap('who', 'organisation'), tap('workplaces', 'up-to-200'), tap('large-name', 'skip')],
  [tap('who', 'organisation'), tap('workplaces', 'up-to-10'), tap('small-name', 'skip'), tap('small-need', 'licences')],
];

/** Lets so many new visitors speak, each along one of the paths, dealt in turn. */
export async function speakOnce(
  { secret, load }: Stage,
  target: Serving['target'],
  count: number,
  paths: readonly (readonly Body[])[],
): Promise<Stranger[]> {
  const strangers = await newStrangers(secret, count);
  await load.run({
    type: 'closed',
    target,
    connections: 16,
    warmUp: 0,
    seconds: 60,
    endless: false,
    speakers: strangers.map(({ token }, i) => ({ token, path: i % paths.length })),
    paths,
  });
  return strangers;
}

/** Visitors who have been through the tree, have their specialist and wait for an answer. Throws when some do not. */
export async function waitingVisitors(stage: Stage, { target, sql }: Serving, count: number): Promise<Stranger[]> {
  const strangers = await speakOnce(stage, target, count, [qualifications[0] ?? []]);
  const [found] = await sql`select count(*)::int as n from conversation where status = 'waiting-on-us' and specialist_id is not null`;
  if (found?.['n'] !== count) throw new Error(`${String(found?.['n'])} of ${count} conversations wait for their specialist`);
  return strangers;
}
