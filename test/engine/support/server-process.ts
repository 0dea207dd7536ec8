import { v7 } from 'uuid';
import { createWebchat } from '../../../src/channels/webchat/webchat.ts';
import { openDb } from '../../../src/db/open.ts';
import { deskHandlers } from '../../../src/desk/handlers.ts';
import type { NewId } from '../../../src/domain/ids.ts';
import { createEngine } from '../../../src/engine/engine.ts';
import type { Live } from '../../../src/live/live.ts';
import type { Answer, Ask } from './servers.ts';

/*
 * A server without doors: it opens the database it is told to, and carries out what it is sent. It ends when whoever started it
 * lets go of it.
 */

interface Open {
  carryOut(ask: Extract<Ask, { type: 'carry-out' }>): Promise<Answer>;
  close(): Promise<void>;
}

const live: Live = { publish() {}, subscribe: () => () => {}, close: async () => {} };

async function open({ databaseUrl, at }: Extract<Ask, { type: 'open' }>): Promise<Open> {
  const db = await openDb({ databaseUrl, dataFolder: '' });
  const repeated: string[] = [];
  const note = (fields: object) => {
    if ('code' in fields) repeated.push(String(fields.code));
  };
  const engine = await createEngine({
    db,
    now: () => at,
    newId: v7 as NewId,
    log: { debug() {}, info() {}, warn: note, error: note },
    live,
    handlers: deskHandlers,
    channels: [createWebchat(live)],
  });
  return {
    carryOut: async ({ submissions }) => {
      const outcomes = await Promise.all(submissions.map((each) => engine.submit(each).catch((error: unknown) => String(error))));
      return { outcomes, repeated: repeated.splice(0) };
    },
    close: async () => {
      await engine.stop();
      await db.close();
    },
  };
}

let current: Open | null = null;

async function answer(ask: Ask): Promise<Answer> {
  if (ask.type === 'carry-out' && current !== null) return current.carryOut(ask);
  await current?.close();
  current = ask.type === 'open' ? await open(ask) : null;
  return { outcomes: [], repeated: [] };
}

process.on('message', (ask: Ask) => {
  void answer(ask).then((each) => process.send?.(each));
});
