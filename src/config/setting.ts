import { z } from 'zod';

/** One setting: where it comes from, what it is for, what it may be. */
export interface Setting<Schema extends z.ZodType = z.ZodType> {
  readonly env: string;
  readonly doc: string;
  /** what a right value looks like; ends the sentence "expected …" */
  readonly expected: string;
  readonly schema: Schema;
  /** in words, for the table, when it is not a plain value */
  readonly default: string;
}

export function setting<Schema extends z.ZodType>(each: Setting<Schema>): Setting<Schema> {
  return each;
}

const mega = 1024 * 1024;

/** A number of megabytes, as bytes. */
export function megabytes(usual: number) {
  return {
    expected: 'a whole number of megabytes, 0 or more',
    schema: z
      .string()
      .regex(/^\d{1,9}$/)
      .transform((text) => Number(text) * mega)
      .default(usual * mega),
    default: String(usual),
  };
}

/** Whether it is an address of the web. */
export function isAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
}
