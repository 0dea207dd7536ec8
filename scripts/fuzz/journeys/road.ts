import type { Dice } from '../dice.ts';
import type { Given } from '../requests.ts';
import type { Answer } from '../wish.ts';

/** What a journey does things with: an operation by its name, its answer's JSON when it succeeded. */
export interface Road {
  readonly dice: Dice;
  /** null where it was refused; what has no JSON answers an empty object */
  go<Json = Fields>(name: string, given?: Given): Promise<Json | null>;
  /** Telegram calls; the bot is started by a link with `payload`, or somebody says something */
  telegram(call: ({ readonly start: string } | { readonly says: string }) & { readonly user: number }): Promise<Answer | null>;
  newTelegramUser(): number;
  /** Telegram takes nothing for them any more */
  refuseInTelegram(user: number): void;
  wait(ms: number): Promise<void>;
  /** somebody answers in the thread of the newest card in Slack */
  slackAnswer(email: string, text: string): Promise<Answer | null>;
  /** address of a system of the company that takes webhooks */
  readonly receiver: string;
  readonly director: string;
  /** heads the client department */
  readonly head: string;
  /** by a new link, as on a morning; false for who has left */
  signInAgain(specialist: string): Promise<boolean>;
  emailOf(specialist: string): string | undefined;
  now(): Date;
}

export type Fields = Readonly<Record<string, unknown>>;

export type Journey = (road: Road) => Promise<void>;

export interface Listed {
  readonly id: string;
  readonly openedAt: string;
  readonly specialist: { readonly id: string } | null;
  readonly client: { readonly id: string } | null;
}

export const day = 86_400_000;

export const after = (road: Road, ms: number) => new Date(road.now().getTime() + ms).toISOString();

/** The conversation that is newest at the desk, and in whose charge it is. */
export async function newest(road: Road): Promise<(Listed & { readonly who: string }) | null> {
  const list = await road.go<{ conversations: Listed[] }>('GET /desk/api/conversations', {
    who: road.director,
    query: { view: 'all', status: 'open' },
  });
  const served = (list?.conversations ?? [])
    .filter((each) => each.specialist !== null)
    .toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : -1));
  const found = served[0];
  return found === undefined ? null : { ...found, who: found.specialist?.id ?? '' };
}

export async function visitor(road: Road): Promise<Readonly<Record<string, string>> | null> {
  const session = await road.go<{ token: string }>('POST /chat/v1/session', { body: { language: 'en' } });
  return session === null ? null : { authorization: `Bearer ${session.token}` };
}

export const says = (road: Road, headers: Readonly<Record<string, string>>, text: string) =>
  road.go('POST /chat/v1/messages', { headers, body: { id: road.dice.uuid(), text } });
