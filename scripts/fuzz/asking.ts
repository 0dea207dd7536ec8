import type { Callers } from './callers.ts';
import type { Known } from './known.ts';
import type { Judge } from './verdict.ts';
import { type Answer, curlOf, send, type Wish } from './wish.ts';

/** Something the server should not have done, and the request it did it after. */
export interface Complaint {
  readonly what: string;
  readonly request: string;
  /** which of the run's requests */
  readonly n: number;
  readonly by: string;
  readonly how: string;
}

/** What was asked of an operation, and how it answered. */
export interface Tally {
  asked: number;
  succeeded: number;
  readonly statuses: Map<number, number>;
  /** journeys that asked it, and how often it succeeded on them */
  readonly journeys: Map<string, number>;
}

export interface Asking {
  /** Sends a request, judges the answer and learns from it; null when no answer came. */
  ask(wish: Wish): Promise<Answer | null>;
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly complaints: readonly Complaint[];
  readonly count: () => number;
  complain(what: string, wish?: Wish): void;
}

interface AskingDeps {
  readonly origin: string;
  readonly judge: Judge;
  readonly known: Known;
  readonly callers: Callers;
}

/** The same complaint about the same operation is kept so often. */
const mostAlike = 2;

export function createAsking({ origin, judge, known, callers }: AskingDeps): Asking {
  const tallies = new Map<string, Tally>();
  const complaints: Complaint[] = [];
  const alike = new Map<string, number>();
  let count = 0;

  function complain(what: string, wish?: Wish): void {
    const kind = `${wish?.target?.name ?? ''} ${what.slice(0, 60)}`;
    const times = (alike.get(kind) ?? 0) + 1;
    alike.set(kind, times);
    if (times > mostAlike) return;
    const request = wish === undefined ? '' : curlOf(origin, wish);
    complaints.push({ what, request, n: count, by: wish?.by ?? '', how: wish?.how ?? '' });
  }

  function tally({ target, journey }: Wish, { status }: Answer): void {
    const name = target?.name ?? 'addresses of no operation';
    const kept: Tally = tallies.get(name) ?? { asked: 0, succeeded: 0, statuses: new Map(), journeys: new Map() };
    const isGood = status < 400;
    kept.asked += 1;
    if (isGood) kept.succeeded += 1;
    if (journey !== undefined) kept.journeys.set(journey, (kept.journeys.get(journey) ?? 0) + Number(isGood));
    kept.statuses.set(status, (kept.statuses.get(status) ?? 0) + 1);
    tallies.set(name, kept);
  }

  return {
    tallies,
    complaints,
    count: () => count,
    complain,
    async ask(wish) {
      count += 1;
      const answer = await send(origin, wish).catch((error: unknown) => {
        const { cause } = error as { cause?: unknown };
        complain(`no answer: ${String(error)} ${cause === undefined ? '' : String(cause)}`, wish);
        return null;
      });
      if (answer === null) return null;
      tally(wish, answer);
      const wrong = judge(wish, answer);
      if (wrong !== null) complain(wrong, wish);
      if (answer.status < 300) learn(wish, answer);
      return answer;
    },
  };

  /** What later requests are made of: ids, and what lets somebody in. */
  function learn({ target, params }: Wish, { json }: Answer): void {
    if (target === null || json === undefined) return;
    known.learn(target.path, json, params);
    const { token, renewal, secret, id } = json as Readonly<Record<string, string | undefined>>;
    if (token !== undefined && renewal !== undefined) {
      callers.visitors.push({ token, renewal });
      if (callers.visitors.length > mostVisitors) callers.visitors.shift();
    }
    if (secret?.startsWith('okno_')) callers.keys.push(secret);
    if (target.path.endsWith('/portfolio/move') && id !== undefined) known.keepTogether('move', { id: params['id'] ?? '', move: id });
  }
}

const mostVisitors = 30;
