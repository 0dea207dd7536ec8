import { v7 } from 'uuid';
import { handOverDue } from '../../../src/clients/hand-over.ts';
import { movePortfolio } from '../../../src/clients/move-portfolio.ts';
import type { Db, Queries } from '../../../src/db/db.ts';
import { openDb } from '../../../src/db/open.ts';
import type { NewId } from '../../../src/domain/ids.ts';
import { createEngine } from '../../../src/engine/engine.ts';
import { createTick } from '../../../src/engine/turns/tick.ts';
import type { Live } from '../../../src/live/live.ts';
import { activatePolicy } from '../../../src/policy/activate.ts';
import { createWebchat } from '../../../src/webchat/channel.ts';
import type { Answer, Ask, Asked, Moment, Told, Work } from './servers.ts';

/*
 * A server without doors: it opens the database it is told to, and carries out what it is sent. It ends when whoever started it
 * lets go of it.
 */

interface Open {
  carryOut(ask: Extract<Ask, { type: 'carry-out' }>): Promise<Answer>;
  work(ask: Extract<Ask, { type: 'work' }>): Promise<Answer>;
  close(): Promise<void>;
}

const live: Live = { publish() {}, subscribe: () => () => {}, close: async () => {} };

async function open({ databaseUrl, at }: Extract<Ask, { type: 'open' }>): Promise<Open> {
  let dies: Moment | null = null;
  const db = mortal(await openDb({ databaseUrl, dataFolder: '' }), () => dies);
  const repeated: string[] = [];
  const note = (fields: object) => {
    if ('code' in fields) repeated.push(String(fields.code));
  };
  const now = () => at;
  const newId = v7 as NewId;
  const log = { debug() {}, info() {}, warn: note, error: note };
  const engine = await createEngine({ db, now, newId, log, live, channels: [createWebchat(live)] });
  const deps = { db, now, newId, log, live, company: engine.company };
  const tick = createTick({ ...deps, submitAll: (all) => Promise.all(all.map(engine.submit)) });
  // A server that runs has given a sign of life: the work that is asked for begins with nothing before it.
  await tick.beat();
  const done = async (work: Work): Promise<unknown> => {
    switch (work.type) {
      case 'timers':
        return tick.timers();
      case 'hand-over':
        return handOverDue(deps, 100);
      case 'activate': {
        const activated = await activatePolicy(deps, { id: work.by }, { base: work.base, data: work.data, note: null, restores: null });
        if (activated.type !== 'activated') throw new Error(JSON.stringify(activated));
        return activated;
      }
      case 'move-portfolio':
        return db.transaction((tx) => {
          const {
            policy: { data: policy, version: policyVersion },
            calendar,
          } = engine.company();
          const hand = { tx, now: at, newId, policy, policyVersion, calendar, actor: { kind: 'specialist', id: work.by } } as const;
          return movePortfolio(hand, engine.company(), { specialist: work.of, department: work.department }, 'ill');
        });
    }
  };
  return {
    carryOut: async ({ submissions }) => {
      const outcomes = await Promise.all(submissions.map((each) => engine.submit(each).catch((error: unknown) => String(error))));
      return { outcomes, repeated: repeated.splice(0) };
    },
    work: async (ask) => {
      dies = ask.dies ?? null;
      const outcomes = await done(ask.work).then(
        () => [],
        (error: unknown) => [String(error)],
      );
      return { outcomes, repeated: repeated.splice(0) };
    },
    close: async () => {
      await engine.stop();
      await db.close();
    },
  };
}

/** What a step that did something writes; one that only looks, or notes a sign of life, writes neither. */
const isDeed = (statement: string) => /insert into "?(conversation_event|ownership)\b/i.test(statement);

/** A database whose process is killed about the commit of the next thing it does, when it is to die. */
function mortal(db: Db, dies: () => Moment | null): Db {
  const kill = (): Promise<never> => {
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => {});
  };
  return {
    ...db,
    transaction: async (work) => {
      let isDone = false;
      const diesNow = (moment: Moment) => isDone && dies() === moment;
      const result = await db.transaction(async (tx) => {
        const query: Queries['query'] = (statement, parameters) => {
          isDone ||= isDeed(statement);
          return tx.query(statement, parameters);
        };
        const decided = await work({ query, values: (statement, parameters) => tx.values(statement, parameters) });
        return diesNow('before commit') ? kill() : decided;
      });
      return diesNow('after commit') ? kill() : result;
    },
  };
}

let current: Open | null = null;

async function answer(ask: Ask): Promise<Answer> {
  if (ask.type === 'carry-out' && current !== null) return current.carryOut(ask);
  if (ask.type === 'work' && current !== null) return current.work(ask);
  await current?.close();
  current = ask.type === 'open' ? await open(ask) : null;
  return { outcomes: [], repeated: [] };
}

process.on('message', ({ n, ask }: Asked) => {
  void answer(ask).then((each) => process.send?.({ to: n, answer: each } satisfies Told));
});
