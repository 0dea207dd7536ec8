import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export interface SelfTime {
  readonly what: string;
  /** share of all samples but idle ones, 0..1 */
  readonly share: number;
}

/** Functions by the time spent in themselves, most first; `idle` apart. */
export function selfTimes({ nodes, samples, timeDeltas }: CpuProfile): SelfTime[] {
  const nameOf = new Map(nodes.map(({ id, callFrame }) => [id, nameIn(callFrame)]));
  const spent = new Map<string, number>();
  let busy = 0;
  samples.forEach((id, i) => {
    const name = nameOf.get(id) ?? '?';
    if (name === '(idle)' || name === '(program)') return;
    const time = timeDeltas[i] ?? 0;
    busy += time;
    spent.set(name, (spent.get(name) ?? 0) + time);
  });
  return [...spent].map(([what, time]) => ({ what, share: busy === 0 ? 0 : time / busy })).toSorted((a, b) => b.share - a.share);
}

function nameIn({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']): string {
  const name = functionName === '' ? '(anonymous)' : functionName;
  if (url === '') return name;
  const path = url
    .replace(/^file:\/\//, '')
    .replace(/^.*\/node_modules\//, '')
    .replace(/^.*\/(src|flows)\//, '$1/');
  return `${name} ${path}:${lineNumber + 1}`;
}

/** The heaviest functions of every profile in the folder. */
export async function readProfiles(folder: string, most: number): Promise<Readonly<Record<string, readonly SelfTime[]>>> {
  const files = (await readdir(folder)).filter((each) => each.endsWith('.cpuprofile')).sort();
  const found: Record<string, SelfTime[]> = {};
  for (const file of files) {
    const profile = JSON.parse(await readFile(join(folder, file), 'utf8')) as CpuProfile;
    found[file] = selfTimes(profile).slice(0, most);
  }
  return found;
}
