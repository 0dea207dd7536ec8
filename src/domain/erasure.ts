/** Where an erasure has come to. */
export type ErasureStep = 'close' | 'wipe' | 'reach' | 'done';

export const erasureReasons = ['asked', 'retention'] as const;

export type ErasureReason = (typeof erasureReasons)[number];

/**
 * Kinds of what an erasure may not reach. `slack`: messages colleagues wrote in Slack, or which the app may not delete; `telegram`: what stands
 * in the person's own chat and is too old; `notices`: the app's private messages to colleagues in Slack; `webhooks`: what the company's systems
 * were told, by ids; `exports`: tables of contacts that somebody took away; `drafts`: words a colleague has begun in their browser; `backups`:
 * copies of the database.
 */
export const leftKinds = ['slack', 'telegram', 'notices', 'webhooks', 'exports', 'drafts', 'backups'] as const;

export type LeftKind = (typeof leftKinds)[number];

export const leftReasons = ['not-ours', 'too-old', 'no-access', 'refused', 'off', 'delivered', 'taken-away', 'elsewhere'] as const;

export type LeftReason = (typeof leftReasons)[number];

/** Something an erasure could not reach; `count` null: nobody knows how many. `places`: where somebody can delete it by hand, never an address of the person. */
export interface ErasureLeft {
  readonly what: LeftKind;
  readonly reason: LeftReason;
  readonly count: number | null;
  readonly places?: readonly string[];
}

/** Adds what was found to be out of reach; the same kind for the same reason is counted together. */
export function withLeft(left: readonly ErasureLeft[], found: readonly ErasureLeft[]): readonly ErasureLeft[] {
  const all = [...left];
  for (const each of found) {
    const at = all.findIndex(({ what, reason }) => what === each.what && reason === each.reason);
    const same = all[at];
    if (same === undefined) {
      all.push(each);
      continue;
    }
    const count = same.count === null || each.count === null ? null : same.count + each.count;
    const places = [...new Set([...(same.places ?? []), ...(each.places ?? [])])];
    all[at] = { ...same, count, ...(places.length > 0 && { places }) };
  }
  return all;
}

/** A bot may delete in a chat what is younger than this. */
export const telegramDeletesMs = 48 * 3600_000;

/**
 * A pattern for Postgres that finds a person's name and addresses in what colleagues wrote about work, in any case and declension; null: there is
 * nothing to look for. Names shorter than three letters say nothing by themselves.
 */
export function mentionPattern(names: readonly (string | null)[], addresses: readonly (string | null)[]): string | null {
  const words = names.flatMap((each) => each?.split(/[^\p{L}\p{N}]+/u) ?? []).filter((each) => each.length >= 3);
  const stems = words.map((each) => `\\m${escaped(stemOf(each))}\\w{0,4}`);
  const whole = addresses.flatMap((each) => (each === null || each.trim().length < 4 ? [] : [escaped(each.trim())]));
  const all = [...new Set([...whole, ...stems])].toSorted((a, b) => b.length - a.length);
  return all.length === 0 ? null : `(${all.join('|')})`;
}

/** Without its ending, so that "Иванову" is found for "Иванов", and "Анны" for "Анна". */
function stemOf(word: string): string {
  return word.length <= 4 ? word.slice(0, Math.max(3, word.length - 1)) : word.length <= 6 ? word.slice(0, -1) : word.slice(0, -2);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
