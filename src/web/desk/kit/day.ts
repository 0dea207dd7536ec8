import { isDay } from '../../../domain/day.ts';

/** A day as the address has it; undefined for what is no day. Which moments it has says the company's calendar, at the server. */
export function dayOr(text: string | undefined): string | undefined {
  return text !== undefined && isDay(text) ? text : undefined;
}
