import type { Language } from '../../../domain/language.ts';
import { type DeskTextKey, tDesk } from '../../../texts/desk.ts';
import type { Params } from '../../../texts/translate.ts';
import { readLanguage } from '../../kit/language.ts';

/** Words of one language, chosen once for the whole page. */
export type Translate = (key: DeskTextKey, params?: Params) => string;

export const translateIn =
  (language: Language): Translate =>
  (key, params) =>
    tDesk(language, key, params);

/** Picks the language: what was chosen on this page wins, then the person's own setting, then the browser's. */
export function pickLanguage(chosen: string | null, own: string | null, browser: readonly string[]): Language {
  return readLanguage(chosen) ?? readLanguage(own) ?? browser.map(readLanguage).find((each) => each !== null) ?? 'en';
}
