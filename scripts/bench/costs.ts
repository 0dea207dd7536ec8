import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Microseconds of processor time, user's and system's, that one answered request took of each; also on a busy machine nearly the same. */
export interface Costs {
  readonly server: number;
  readonly postgres: number;
  readonly load: number;
}

/** The kernel counts in hundredths of a second. */
const tickUs = 10_000;

interface Processes {
  readonly server: number;
  /** the folder Postgres keeps its data in: names its first process */
  readonly postgresFolder: string;
  readonly load: number;
}

/** What has been spent so far. */
export async function spentBy({ server, postgresFolder, load }: Processes): Promise<Costs> {
  const first = Number((await readFile(join(postgresFolder, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  const all = await Promise.all((await readdir('/proc')).filter((each) => /^\d+$/.test(each)).map((each) => timesOf(Number(each))));
  const of = (pid: number) => all.find((each) => each?.pid === pid)?.spent ?? 0;
  const backends = all.reduce((sum, each) => (each?.parent === first || each?.pid === first ? sum + each.spent : sum), 0);
  return { server: of(server), postgres: backends, load: of(load) };
}

export function costsOf(before: Costs, after: Costs, requests: number): Costs {
  const each = (key: keyof Costs) => Math.round((after[key] - before[key]) / Math.max(1, requests));
  return { server: each('server'), postgres: each('postgres'), load: each('load') };
}

async function timesOf(pid: number): Promise<{ pid: number; parent: number; spent: number } | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // After the name, which may hold anything, in parentheses: state, parent, …
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { pid, parent: Number(fields[1]), spent: (Number(fields[11]) + Number(fields[12])) * tickUs };
}
