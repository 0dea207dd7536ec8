import { type Language, languages } from '../../../domain/language.ts';
import { type DeskTextKey, tDesk } from '../../../texts/desk.ts';
import type { Params } from '../../../texts/translate.ts';

/** Words of one language, chosen once for the whole page. */
export type Translate = (key: DeskTextKey, params?: Params) => string;

export const translateIn =
  (language: Language): Translate =>
  (key, params) =>
    tDesk(language, key, params);

const known = (tag: string | null | undefined): Language | undefined => languages.find((each) => tag?.toLowerCase().startsWith(each));

/** What was chosen on this page wins, then the person's own setting, then the browser's. */
export function pickLanguage(chosen: string | null, own: string | null, browser: readonly string[]): Language {
  return known(chosen) ?? known(own) ?? browser.map(known).find((each) => each !== undefined) ?? 'en';
}
