import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createCounter } from './counter.ts';
import type { PacedJob, Run } from './jobs.ts';
import { openLines } from './line.ts';
import { bodyText, messageRequests } from './wire.ts';

/** How long answers are awaited after the last request was due, ms. */
const drainMs = 10_000;

/** Runs an open loop: what finds no free connection waits for one, and its wait counts. */
export async function runPaced(job: PacedJob): Promise<Run> {
  const lines = await openLines(job.target, job.connections);
  const tag = randomBytes(4).toString('hex');
  const bodies = job.paths.map((path) => path.map(bodyText));
  const writers = lines.map((_, c) => {
    const own = job.speakers.filter((_each, i) => i % lines.length === c);
    const ours = own.length > 0 ? own : [job.speakers[c % job.speakers.length]].filter((each) => each !== undefined);
    return ours.map((each) => ({ write: messageRequests(job.target, each.token), path: bodies[each.path] ?? [] }));
  });
  const began = performance.now() + 10;
  const from = began + job.warmUp * 1000;
  const until = from + job.seconds * 1000;
  const counter = createCounter(from, until, job.keepIds);
  const free = lines.map((_, c) => c);
  const late: number[] = [];
  let lateAt = 0;
  let sent = 0;
  let answered = 0;
  let scheduled = 0;

  const send = (c: number, due: number) => {
    const own = writers[c] ?? [];
    const turn = own[sent % own.length];
    const id = `${tag}-${sent}`;
    sent += 1;
    lines[c]?.ask(turn?.write(id, turn.path[0] ?? '') ?? '', (answer) => {
      answered += 1;
      counter.heard(answer, due, id);
      const next = late[lateAt];
      if (next === undefined) free.push(c);
      else {
        lateAt += 1;
        send(c, next);
      }
    });
  };

  const dueAt = (n: number) => began + (n * 1000) / job.rate;
  while (performance.now() < until) {
    const now = performance.now();
    for (; dueAt(scheduled) <= now; scheduled += 1) {
      const c = free.shift();
      if (c === undefined) late.push(dueAt(scheduled));
      else send(c, dueAt(scheduled));
    }
    await pause(1);
  }
  const deadline = performance.now() + drainMs;
  while (answered < scheduled && performance.now() < deadline) await pause(5);
  for (const line of lines) line.close();
  return counter.result(scheduled - answered);
}
