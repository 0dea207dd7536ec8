import type { Language, Worded } from './language.ts';

/** Departments every company has; more can be added (R8). */
export const coreDepartments = ['client', 'sales', 'finance'] as const;

/** A department's short name: lower-case letters, digits, hyphens. */
export type DepartmentKey = string;

/** Departments whose first assignment makes the specialist the client's owner there (R12). Finance answers matters, it owns no clients. */
export function ownsClients(department: DepartmentKey): boolean {
  return department !== 'finance';
}

/** What a department is called: its name, as a list or a heading has it, and the form that stands in a sentence. */
export interface DepartmentNames {
  readonly name: Worded;
  /** "the finance department", «финансовый отдел»; null: made of the name */
  readonly inSentence: Worded | null;
}

/** Words by which a name says itself that it is a part of a company. */
const generic: Readonly<Record<Language, RegExp>> = {
  ru: /отдел|служб|сервис|департамент|управлени|бухгалтери|поддержк|групп|команд|центр|бюро|дирекци/iu,
  en: /\b(department|team|desk|division|office|group|bureau|centre|center)\b/i,
};

/** A department as a sentence calls it, in the nominative: who answers, or, after a person's name, where they work. */
export function inSentence({ name, inSentence: own }: DepartmentNames, language: Language): string {
  const given = own?.[language] ?? '';
  if (given !== '') return given;
  const plain = name[language];
  const isNamed = generic[language].test(plain);
  if (language === 'ru') return isNamed ? begunSmall(plain) : `отдел «${plain}»`;
  return isNamed ? `the ${begunSmall(plain)}` : `the ${plain} department`;
}

/** A name begins small inside a sentence, unless it begins with an abbreviation: "IT-отдел". */
function begunSmall(name: string): string {
  const second = name.charAt(1);
  return second === second.toLowerCase() ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
