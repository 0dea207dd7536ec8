import { randomBytes } from 'node:crypto';
import { createCounter } from './counter.ts';
import type { ClosedJob, Run, Speaker } from './jobs.ts';
import { type Line, openLines } from './line.ts';
import { bodyText, requestsOf } from './wire.ts';

/** Runs a closed loop: as many requests under way as there are connections. */
export async function runClosed(job: ClosedJob): Promise<Run> {
  const lines = await openLines(job.target, job.connections);
  const tag = randomBytes(4).toString('hex');
  const bodies = job.paths.map((path) => path.map(bodyText));
  const began = performance.now();
  const until = began + (job.warmUp + job.seconds) * 1000;
  const { atLeast = 0 } = job;
  const latest = atLeast > 0 ? until + (until - began) : until;
  const counter = createCounter(began + job.warmUp * 1000, until, false);
  let next = 0;
  let sent = 0;

  /** Whom connection `c` speaks for next: its own ones in turn, or whoever has not spoken yet. */
  const turns = (c: number): (() => Speaker | undefined) => {
    if (!job.endless) return () => job.speakers[next++];
    const own = job.speakers.filter((_, i) => i % job.connections === c);
    const ours = own.length > 0 ? own : job.speakers.slice(c % job.speakers.length).slice(0, 1);
    let turn = 0;
    return () => ours[turn++ % ours.length];
  };

  const converse = (line: Line, c: number) =>
    new Promise<void>((resolve) => {
      const nextSpeaker = turns(c);
      const steps = new Map<Speaker, number>();
      const writers = new Map<Speaker, ReturnType<typeof requestsOf>>();
      let speaker = nextSpeaker();
      let n = 0;
      const speak = () => {
        const now = performance.now();
        if (speaker === undefined || now >= latest || (now >= until && sent >= atLeast)) return resolve();
        const path = bodies[speaker.path] ?? [];
        const step = steps.get(speaker) ?? 0;
        const current = speaker;
        let write = writers.get(current);
        if (write === undefined) {
          write = requestsOf(job.target, current);
          if (job.endless) writers.set(current, write);
        }
        n += 1;
        sent += 1;
        const id = `${tag}-${c}-${n}`;
        line.ask(write(id, path[step] ?? ''), (answer) => {
          const isFine = counter.heard(answer, now, id);
          const isLast = step + 1 >= path.length;
          if (job.endless) {
            if (isFine) steps.set(current, isLast ? 0 : step + 1);
            speaker = nextSpeaker();
          } else if (!isFine || isLast) {
            // Whoever was refused is not asked again: it shows among the statuses.
            if (isFine) counter.pathDone();
            steps.delete(current);
            speaker = nextSpeaker();
          } else steps.set(current, step + 1);
          if (answer === null) setTimeout(speak, 20);
          else speak();
        });
      };
      speak();
    });

  await Promise.all(lines.map(converse));
  for (const line of lines) line.close();
  return counter.result(0);
}
