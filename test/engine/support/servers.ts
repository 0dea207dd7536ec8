import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { inject } from 'vitest';
import { withDatabase } from '../../../scripts/support/postgres-clone.ts';
import type { Outcome, Submission } from '../../../src/engine/submission.ts';
import type { World } from '../../support/world.ts';

export type Ask =
  | { readonly type: 'open'; readonly databaseUrl: string; readonly at: Date }
  | { readonly type: 'carry-out'; readonly submissions: readonly Submission[] }
  | { readonly type: 'close' };

export interface Answer {
  /** in the order of the submissions; a text where one failed */
  readonly outcomes: readonly (Outcome | string)[];
  /** codes of the errors after which something was done again */
  readonly repeated: readonly string[];
}

/** Other servers, each a process of its own; they serve one world after another. */
export interface Servers {
  open(w: World): Promise<void>;
  /** one list a server, all at once; throws when something of it failed */
  carryOut(...lists: readonly (readonly Submission[])[]): Promise<Outcome[][]>;
  /** the same, but the lists go on in step, so that what stands at one place in them meets again and again, now one a hair earlier, now the other */
  inStep(...lists: readonly (readonly Submission[])[]): Promise<Outcome[][]>;
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
  const carriedOut = async (server: number, submissions: readonly Submission[]): Promise<Outcome[]> => {
    const child = children[server];
    if (child === undefined) throw new Error('more lists than servers');
    const answer = await asked(child, { type: 'carry-out', submissions });
    repeated.push(...answer.repeated);
    return answer.outcomes.map((each) => {
      if (typeof each === 'string') throw new Error(each);
      return each;
    });
  };
  return {
    open: async (w) => {
      const [database] = await w.db.query<{ name: string }>('select current_database() as name');
      const databaseUrl = withDatabase(inject('postgres').url, database?.name ?? '');
      await Promise.all(children.map((each) => asked(each, { type: 'open', databaseUrl, at: w.clock.at })));
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
    close: async () => {
      await Promise.all(children.map((each) => asked(each, { type: 'close' })));
      return repeated.splice(0);
    },
    end: async () => {
      await Promise.all(
        children.map(async (child) => {
          const ended = once(child, 'exit');
          child.disconnect();
          await ended;
        }),
      );
    },
  };
}

async function asked(child: ChildProcess, ask: Ask): Promise<Answer> {
  const ending = new AbortController();
  const ended = once(child, 'exit', { signal: ending.signal }).then(([code]) => {
    throw new Error(`a server ended with ${String(code)}`);
  });
  child.send(ask);
  const answered = once(child, 'message', { signal: ending.signal });
  try {
    const [answer] = await Promise.race([answered, ended]);
    return answer as Answer;
  } finally {
    ended.catch(() => {});
    answered.catch(() => {});
    ending.abort();
  }
}
