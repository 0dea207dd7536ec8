import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { inject } from 'vitest';
import { withDatabase } from '../../../scripts/support/postgres-clone.ts';
import type { SpecialistId } from '../../../src/domain/ids.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import type { Outcome, Submission } from '../../../src/engine/submissions/submission.ts';
import type { World } from '../../support/world.ts';

/** Something a server does by itself, or for somebody at the desk, beside what it is sent. */
export type Work =
  /** fires the timers that are due */
  | { readonly type: 'timers' }
  /** hands over the clients that are due */
  | { readonly type: 'hand-over' }
  | { readonly type: 'activate'; readonly by: string; readonly base: number; readonly data: Policy }
  | { readonly type: 'move-portfolio'; readonly by: string; readonly of: SpecialistId; readonly department: string };

export type Ask =
  | { readonly type: 'open'; readonly databaseUrl: string; readonly at: Date }
  | { readonly type: 'work'; readonly work: Work; readonly dies?: Moment }
  | { readonly type: 'carry-out'; readonly submissions: readonly Submission[] }
  | { readonly type: 'close' };

/** When a server is killed: with everything written and nothing committed, or committed and nobody told. */
export type Moment = 'before commit' | 'after commit';

/** What is asked and what is answered, so that each answer finds its question. */
export interface Asked {
  readonly n: string;
  readonly ask: Ask;
}

export interface Told {
  readonly to: string;
  readonly answer: Answer;
}

export interface Answer {
  /** in the order of the submissions; a text where one failed */
  readonly outcomes: readonly (Outcome | string)[];
  /** codes of the errors after which something was done again */
  readonly repeated: readonly string[];
}

/** Other servers, each a process of its own; they serve one world after another. */
export interface Servers {
  /** all of them are there, which takes a while where the machine is busy */
  ready(): Promise<void>;
  open(w: World): Promise<void>;
  /** one list a server, all at once; throws when something of it failed */
  carryOut(...lists: readonly (readonly Submission[])[]): Promise<Outcome[][]>;
  /** the same, but the lists go on in step, so that what stands at one place in them meets again and again, now one a hair earlier, now the other */
  inStep(...lists: readonly (readonly Submission[])[]): Promise<Outcome[][]>;
  /** one piece of work a server, all at once */
  work(...pieces: readonly Work[]): Promise<void>;
  /** the server is killed in the midst of it; it serves no more */
  dieDuring(server: number, work: Work, dies: Moment): Promise<void>;
  /** lets go of the world; codes of the errors after which any of them had to do something again */
  close(): Promise<readonly string[]>;
  end(): Promise<void>;
}

const script = new URL('./server-process.ts', import.meta.url);

export function startServers(count: number): Servers {
  const children = Array.from({ length: count }, () =>
    fork(script, { serialization: 'advanced', execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
  );
  const repeated: string[] = [];
  const told = async (server: number, ask: Ask): Promise<Outcome[]> => {
    const child = children[server];
    if (child === undefined) throw new Error('more to do than servers');
    const answer = await asked(child, ask);
    repeated.push(...answer.repeated);
    return answer.outcomes.map((each) => {
      if (typeof each === 'string') throw new Error(each);
      return each;
    });
  };
  const carriedOut = (server: number, submissions: readonly Submission[]) => told(server, { type: 'carry-out', submissions });
  const everybody = (ask: Ask) => Promise.all(children.filter((each) => each.connected).map((each) => asked(each, ask)));
  return {
    ready: async () => {
      await everybody({ type: 'close' });
    },
    open: async (w) => {
      const [database] = await w.db.query<{ name: string }>('select current_database() as name');
      const databaseUrl = withDatabase(inject('postgres').url, database?.name ?? '');
      await everybody({ type: 'open', databaseUrl, at: w.clock.at });
    },
    carryOut: (...lists) => Promise.all(lists.map((each, i) => carriedOut(i, each))),
    inStep: async (...lists) => {
      const outcomes = lists.map((): Outcome[] => []);
      for (let step = 0; lists.some((each) => step < each.length); step++) {
        const order = [...lists.keys()];
        if (step % 2 === 1) order.reverse();
        await Promise.all(order.map(async (i) => outcomes[i]?.push(...(await carriedOut(i, lists[i]?.slice(step, step + 1) ?? [])))));
      }
      return outcomes;
    },
    work: async (...pieces) => {
      await Promise.all(pieces.map((work, i) => told(i, { type: 'work', work })));
    },
    dieDuring: async (server, work, dies) => {
      const child = children[server];
      if (child === undefined) throw new Error('there is no such server');
      const ended = once(child, 'exit');
      child.send({ n: '', ask: { type: 'work', work, dies } } satisfies Asked);
      const [, signal] = await ended;
      if (signal !== 'SIGKILL') throw new Error(`the server was to be killed, and ended with ${String(signal)}`);
    },
    close: async () => {
      await everybody({ type: 'close' });
      return repeated.splice(0);
    },
    end: async () => {
      await Promise.all(
        children.map(async (child) => {
          if (!child.connected) return;
          const ended = once(child, 'exit');
          child.disconnect();
          await ended;
        }),
      );
    },
  };
}

async function asked(child: ChildProcess, ask: Ask): Promise<Answer> {
  if (!child.connected) throw new Error('a server has ended');
  const n = randomUUID();
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const heard = ({ to, answer }: Told) => {
    if (to === n) resolve(answer);
  };
  const ended = (code: number | null) => reject(new Error(`a server ended with ${String(code)}`));
  child.on('message', heard).once('exit', ended);
  child.send({ n, ask } satisfies Asked);
  return promise.finally(() => child.off('message', heard).off('exit', ended));
}
