import { type Random, seeded } from '../../src/demo/random.ts';

/** Chance that is the same for the same seed, in the forms that a choice takes. */
export interface Dice extends Random {
  chance(share: number): boolean;
  /** a whole number from 0 up to, but not, `below` */
  below(below: number): number;
  one<T>(among: readonly T[]): T;
  maybe<T>(among: readonly T[]): T | undefined;
  uuid(): string;
  word(length?: number): string;
}

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

export function dice(seed: number): Dice {
  const random = seeded(seed);
  const below = (most: number) => Math.floor(random.next() * most);
  const maybe = <T>(among: readonly T[]): T | undefined => among[below(among.length)];
  const signs = (alphabet: string, length: number) => Array.from({ length }, () => alphabet[below(alphabet.length)]).join('');
  return {
    ...random,
    below,
    maybe,
    chance: (share) => random.next() < share,
    one: <T>(among: readonly T[]): T => {
      const found = maybe(among);
      if (found === undefined) throw new Error('nothing to choose from');
      return found;
    },
    uuid: () => {
      const hex = signs('0123456789abcdef', 30);
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
    },
    word: (length = 12) => signs(letters, length),
  };
}
