import type { Context } from 'hono';
import { z } from 'zod';
import type { Viewer } from '../../db/people/sign-in.ts';
import { type Language, languages } from '../../domain/language.ts';
import { preferredLanguage } from '../language.ts';

/** The language of an answer: asked for, else the browser's, else the specialist's own. */
export function languageOf(c: Context, viewer: Viewer): Language {
  const own = languages.find((each) => each === viewer.languages[0]);
  return languageAsked(c) ?? own ?? 'ru';
}

/** The language that is asked for, by name or by the browser; null: neither. */
export function languageAsked(c: Context): Language | null {
  const asked = languages.find((each) => each === c.req.query('language'));
  return asked ?? preferredLanguage(c.req.header('accept-language'));
}

const words = 'ru or en; before Accept-Language.';

/** The query of a read whose answer has words in it; whatever else is asked for is ignored. */
export const inLanguage = z.object({ language: z.string().optional().describe(words) });

/** The same for a query that is checked. */
export const language = z.string().max(35).optional().describe(words);
