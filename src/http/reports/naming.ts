import { topicsOf } from '../../../flows/topics.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Naming } from '../../domain/reports/rows.ts';
import type { Company } from '../../engine/company.ts';
import { type ReportWord, reportWords } from '../../texts/report-words.ts';
import { translator } from '../../texts/translate.ts';

export const sayReport = translator(reportWords);

/** Says a word where there is one; what has none goes by its own code. */
export function wordOr(language: Language, key: string, otherwise: string): string {
  return key in reportWords[language] ? sayReport(language, key as ReportWord, { zone: '', currency: '' }) : otherwise;
}

/** Names by which people know it: of departments, of colleagues, of those who left, too. */
export function namesIn({ departments, people, policy }: Company, language: Language): Naming {
  const topics = new Map(topicsOf(policy.data).map(({ key, name }) => [key, name[language]]));
  return (dimension, value) => {
    if (value === null) return wordOr(language, `none.${dimension}`, '');
    switch (dimension) {
      case 'department':
        return departments.find(({ key }) => key === value)?.name[language] ?? value;
      case 'specialist':
        return people.get(value as SpecialistId)?.name ?? value;
      case 'topic':
        return topics.get(value) ?? value;
      case 'hour':
        return `${value}:00`;
      default:
        return wordOr(language, `${dimension}.${value}`, value);
    }
  };
}

/** Keys and ids as they are, for a program. */
export const codes: Naming = (_, value) => value ?? '';
