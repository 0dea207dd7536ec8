import { type ReportPageKey, reportPageTexts } from '../../../texts/report-pages.ts';
import { type ReportValueKey, reportValueTexts } from '../../../texts/report-values.ts';
import { type ReportWord, reportWords } from '../../../texts/report-words.ts';
import { type Catalog, type Params, translator } from '../../../texts/translate.ts';
import { usePage } from '../frame/page.ts';
import type { Wording } from './value-words.ts';

type Key = ReportPageKey | ReportValueKey | ReportWord;

/** What a page says in its own way goes before what is said in files to take along. */
export const reportCatalog: Catalog<Key> = {
  ru: { ...reportWords.ru, ...reportPageTexts.ru, ...reportValueTexts.ru },
  en: { ...reportWords.en, ...reportPageTexts.en, ...reportValueTexts.en },
};

const translate = translator(reportCatalog);

/** Words of the pages of reports, which come with them and not with the inbox. */
export type Say = (key: Key, params?: Params) => string;

/** Returns what words and numbers of reports are said with. */
export function useWords(): Wording {
  const { language } = usePage();
  return { language, currency: null, say: (key, params) => translate(language, key, params) };
}
