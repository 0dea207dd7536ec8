import type { Acknowledged } from './client.ts';

/** How a history differs from what was acknowledged; all 0 when it does not. */
export interface Difference {
  /** acknowledged, but not there */
  readonly lost: number;
  /** there more than once */
  readonly doubled: number;
  /** there, but not where it was acknowledged, or before one that was sent earlier */
  readonly disordered: number;
  /** there, but never acknowledged */
  readonly unasked: number;
}

export interface Said {
  readonly id: string;
  readonly seq: number;
}

/** Compares a client's own messages, as the history gives them, with those acknowledged, both in order. */
export function compare(acknowledged: readonly Acknowledged[], history: readonly Said[]): Difference {
  const places = Map.groupBy(history, (each) => each.id);
  const sent = new Set(acknowledged.map((each) => each.id));
  let lost = 0;
  let disordered = 0;
  let last = 0;
  for (const { id, seq } of acknowledged) {
    const found = places.get(id)?.[0];
    if (found === undefined) {
      lost += 1;
      continue;
    }
    if (found.seq !== seq || found.seq <= last) disordered += 1;
    last = Math.max(last, found.seq);
  }
  const doubled = [...places.values()].reduce((sum, each) => sum + each.length - 1, 0);
  const unasked = [...places.keys()].filter((id) => !sent.has(id)).length;
  return { lost, doubled, disordered, unasked };
}

export function sum(differences: readonly Difference[]): Difference {
  const of = (key: keyof Difference) => differences.reduce((total, each) => total + each[key], 0);
  return { lost: of('lost'), doubled: of('doubled'), disordered: of('disordered'), unasked: of('unasked') };
}
