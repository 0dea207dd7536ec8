import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../src/demo/random.ts';
import type { ChatHistory, ChatMessage, Posted } from '../../src/http/chat/protocol.ts';
import { type Line, openLine } from '../load/line.ts';
import type { Stranger } from '../load/strangers.ts';
import { type Answer, type Body, bodyText, getRequest, messageRequests, type Target } from '../load/wire.ts';

/** A message the server has said it has. */
export interface Acknowledged {
  readonly id: string;
  readonly seq: number;
}

/** One visitor, who sends a message at a time and sends it again under the same id until it is acknowledged. */
export interface Client {
  readonly acknowledged: readonly Acknowledged[];
  /** what went against the protocol: refusals, repeats that were answered otherwise than the first time */
  readonly complaints: readonly string[];
  /** says the next thing; resolves when it is acknowledged, false when it was given up */
  say(): Promise<boolean>;
  /** the history as the server gives it, page by page */
  history(): Promise<ChatMessage[]>;
  close(): void;
}

export interface ClientParts {
  readonly stranger: Stranger;
  readonly name: string;
  /** where to send, the preferred server first */
  readonly targets: readonly Target[];
  readonly script: readonly Body[];
  readonly random: Random;
  readonly isGivenUp: () => boolean;
  readonly onAcknowledged: (at: number) => void;
}

const answerWithin = 10_000;

/** One in so many acknowledged messages is sent once more, to whichever server: the answer must be the same. */
const repeatOneIn = 10;

export function createClient(parts: ClientParts): Client {
  const { stranger, targets, random } = parts;
  const acknowledged: Acknowledged[] = [];
  const complaints: string[] = [];
  const lines = targets.map((target) => ({ line: openLine(target), target, request: messageRequests(target, stranger.token) }));
  let at = 0;

  /** Asks the server it is with; moves on to the next one when that does not answer. */
  const ask = async (make: (place: (typeof lines)[number]) => string): Promise<Answer | null> => {
    const place = lines[at % lines.length];
    const answer = place === undefined ? null : await answerOf(place.line, make(place));
    if (answer === null) at += 1;
    return answer;
  };

  const repeat = async (id: string, body: string, first: Acknowledged) => {
    const home = at;
    at += 1;
    const answer = await ask(({ request }) => request(id, body));
    at = home;
    // A repeat that finds no server, or one that is busy, says nothing.
    if (answer === null || answer.status >= 500 || answer.status === 429) return;
    const seq = answer.status === 200 ? postedIn(answer).seq : null;
    if (seq !== first.seq) complaints.push(`the repeat of ${id} was answered ${answer.status}, seq ${seq}, not ${first.seq}`);
  };

  return {
    acknowledged,
    complaints,
    async say() {
      const n = acknowledged.length;
      const id = `${parts.name}-${n}`;
      const body = bodyText(parts.script[n] ?? { text: `${parts.name} говорит в ${n}-й раз` });
      for (let attempt = 0; !parts.isGivenUp(); attempt += 1) {
        const answer = await ask(({ request }) => request(id, body));
        if (answer !== null && (answer.status === 200 || answer.status === 201)) {
          const one = { id, seq: postedIn(answer).seq };
          acknowledged.push(one);
          parts.onAcknowledged(performance.now());
          if (random.next() < 1 / repeatOneIn) await repeat(id, body, one);
          return true;
        }
        if (answer !== null && answer.status < 500 && answer.status !== 429) {
          complaints.push(`${id} was refused: ${answer.status} ${answer.body.toString()}`);
          return false;
        }
        await pause(random.between(30, 120) * Math.min(4, attempt + 1));
      }
      complaints.push(`${id} was never acknowledged`);
      return false;
    },
    async history() {
      const messages: ChatMessage[] = [];
      for (;;) {
        const path = `/chat/v1/messages?after=${messages.at(-1)?.seq ?? 0}&limit=200`;
        const answer = await ask(({ target }) => getRequest(target, path, { authorization: `Bearer ${stranger.token}` }));
        if (answer === null && !parts.isGivenUp()) continue;
        if (answer?.status !== 200) throw new Error(`the history was answered ${answer?.status ?? 'by nobody'}`);
        const page = JSON.parse(answer.body.toString()) as ChatHistory;
        messages.push(...page.messages);
        if (!page.more) return messages;
      }
    },
    close() {
      for (const { line } of lines) line.close();
    },
  };
}

function postedIn(answer: Answer): Posted {
  return JSON.parse(answer.body.toString()) as Posted;
}

/** Null when the connection broke, or nothing came in time. */
function answerOf(line: Line, request: string): Promise<Answer | null> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => {
      line.close();
      resolve(null);
    }, answerWithin);
    line.ask(request, (answer) => {
      clearTimeout(patience);
      resolve(answer);
    });
  });
}
