import { type ReportWord, reportWords } from '../../../texts/report-words.ts';

type RuleName = ReportWord extends infer Key ? (Key extends `rule.${infer Name}` ? Name : never) : never;

/** Rules of assignments, why nobody was found, and deadlines of violations: those that have words. */
export const ruleNames: readonly RuleName[] = Object.keys(reportWords.ru).flatMap((key) =>
  key.startsWith('rule.') ? [key.slice('rule.'.length) as RuleName] : [],
);
