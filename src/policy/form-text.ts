import { z } from 'zod';
import { cleanText } from '../domain/content.ts';
import { isCurrency } from '../domain/currency.ts';
import { cleanName } from '../domain/person-name.ts';

/*
 * What may stand in a company file. The message of each schema is the code of what was expected there; the words are in
 * texts/company.
 */

export const text = (max = 200) => z.string('text').overwrite(cleanText).trim().min(1, 'text').max(max, 'text');

/** A name of a person or a client, of which nothing turns or hides the words around it. */
export const named = () => z.string('text').trim().max(200, 'text').overwrite(cleanName).min(1, 'text');

export const worded = z
  .strictObject({ ru: text(2000), en: text(2000) }, 'worded')
  .meta({ description: 'The words in Russian and in English.' });

/** Short names: lower-case letters, digits, hyphens. */
export const key = z.string('key').regex(/^[a-z][a-z0-9-]{0,63}$/, 'key');

export const email = z.email('email').max(254, 'email');

/** ISO 4217. */
export const currency = z
  .string('currency')
  .regex(/^[A-Z]{3}$/, 'currency')
  .refine(isCurrency, 'currency')
  .meta({ description: 'ISO 4217, such as RUB.' });

export const phone = z
  .string('phone')
  .trim()
  .regex(/^(?=(?:\D*\d){5})[^\n]{5,40}$/, 'phone')
  .meta({ description: 'In quotes: a number would lose its plus.' });

/** Digits too long for a number come as text. */
export const telegram = z
  .union([z.int('telegram').positive('telegram'), z.string('telegram').regex(/^[1-9]\d{0,18}$/, 'telegram')], 'telegram')
  .transform(String)
  .meta({ description: 'The Telegram user id, a number.' });

export const hours = z.record(z.string(), z.array(z.string('shift'), 'shifts'), 'hours').meta({
  description: 'Working time by day, such as { mon-fri: ["09:00-13:00", "14:00-18:00"] }; a shift may run over midnight.',
});
