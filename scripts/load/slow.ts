import { connect } from 'node:net';
import type { Slowed, SlowJob } from './jobs.ts';
import { getRequest, messageRequests } from './wire.ts';

/** Sends requests a byte a second, headers in some and bodies in others, and sees when the server has had enough. */
export async function runSlow(job: SlowJob): Promise<{ headers: Slowed; bodies: Slowed }> {
  const whole = messageRequests(job.target, job.token)('slow', `"text":"${'я'.repeat(200)}"}`);
  const begun = whole.slice(0, whole.indexOf('\r\n\r\n') + 6);
  const [headers, bodies] = await Promise.all([
    dribbled(job, '', getRequest(job.target, '/healthz').slice(0, -2)),
    dribbled(job, begun, whole.slice(begun.length)),
  ]);
  return { headers, bodies };
}

async function dribbled(job: SlowJob, atOnce: string, slowly: string): Promise<Slowed> {
  const lives = await Promise.all(Array.from({ length: job.count }, () => life(job, atOnce, slowly)));
  const closed = lives.filter((each) => each !== null);
  return { count: job.count, closed: closed.length, longest: Math.round(Math.max(0, ...closed) * 10) / 10 };
}

/** Seconds until the server closed it; null when it did not. */
function life(job: SlowJob, atOnce: string, slowly: string): Promise<number | null> {
  const socket = connect({ host: job.target.host, port: job.target.port, noDelay: true });
  const began = performance.now();
  if (atOnce !== '') socket.write(atOnce);
  let sent = 0;
  const drip = setInterval(() => {
    socket.write(slowly[sent % slowly.length] ?? 'x');
    sent += 1;
  }, 1000);
  return new Promise((resolve) => {
    const end = (seconds: number | null) => {
      clearInterval(drip);
      clearTimeout(patience);
      socket.destroy();
      resolve(seconds);
    };
    const patience = setTimeout(() => end(null), job.within * 1000);
    socket.on('error', () => {});
    socket.resume();
    socket.on('close', () => end((performance.now() - began) / 1000));
  });
}
