import { type ReportPageKey, reportPageTexts } from '../../../texts/report-pages.ts';
import { type ReportValueKey, reportValueTexts } from '../../../texts/report-values.ts';
import { type Params, translator } from '../../../texts/translate.ts';
import { usePage } from '../frame/page.ts';
import type { Wording } from './value-words.ts';

const translate = translator<ReportPageKey | ReportValueKey>({
  ru: { ...reportPageTexts.ru, ...reportValueTexts.ru },
  en: { ...reportPageTexts.en, ...reportValueTexts.en },
});

/** Words of the pages of reports, which come with them and not with the inbox. */
export type Say = (key: ReportPageKey | ReportValueKey, params?: Params) => string;

/** Returns what words and numbers of reports are said with. */
export function useWords(): Wording {
  const { language } = usePage();
  return { language, currency: null, say: (key, params) => translate(language, key, params) };
}
