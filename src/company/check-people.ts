import { coreDepartments } from '../domain/department.ts';
import { isTimeZone } from '../domain/hours.ts';
import { parseHours } from '../domain/hours-form.ts';
import type { LooseCompany, LooseDepartment, LoosePerson } from './loose.ts';
import type { Mistake, MistakeCode } from './mistake.ts';
import { isRecord, type Path, type Source } from './source.ts';
import { suggest } from './suggest.ts';

/** Finds a mistake at a value of the file; `warn` one that keeps nothing from being applied. */
export interface Finder {
  readonly at: (path: Path, code: MistakeCode, params?: Mistake['params']) => Mistake;
  readonly warn: (path: Path, code: MistakeCode, params?: Mistake['params']) => Mistake;
  readonly line: (path: Path) => number;
}

export function finderOf(source: Source): Finder {
  return {
    at: (path, code, params = {}) => ({ ...source.placeOf(path), severity: 'mistake', code, params }),
    warn: (path, code, params = {}) => ({ ...source.placeOf(path), severity: 'warning', code, params }),
    line: (path) => source.placeOf(path).line,
  };
}

export function departmentKeys({ departments }: LooseCompany): readonly string[] {
  return [...new Set([...coreDepartments, ...departments.map(({ key }) => key)])];
}

export const sameEmail = (a: string | null, b: string | null) => a !== null && b !== null && a.toLowerCase() === b.toLowerCase();

/** Finds a time zone of the company that there is not. */
export function checkProfile(find: Finder, { timeZone }: LooseCompany): Mistake[] {
  return zoneMistakes(find, ['company', 'time_zone'], timeZone);
}

/** Finds what contradicts among departments and people. */
export function checkPeople(find: Finder, company: LooseCompany): Mistake[] {
  const { departments, people } = company;
  return [
    ...departments.flatMap((each) => departmentMistakes(find, company, each)),
    ...people.flatMap((each, place) => personMistakes(find, company, each, people.slice(0, place))),
    ...missingPeople(find, company),
  ];
}

function departmentMistakes(find: Finder, { people }: LooseCompany, { path, head, timeZone, hours }: LooseDepartment): Mistake[] {
  const mistakes = hoursMistakes(find, [...path, 'hours'], hours);
  mistakes.push(...zoneMistakes(find, [...path, 'time_zone'], timeZone));
  if (head !== null) {
    const person = people.find(({ email }) => sameEmail(email, head));
    if (person === undefined) mistakes.push(unknown(find, [...path, 'head'], 'unknown-person', head, emailsOf(people)));
    else if (person.role === 'specialist' || person.role === 'admin')
      mistakes.push(find.at([...path, 'head'], 'head-role', { email: head }));
  }
  return mistakes;
}

function zoneMistakes(find: Finder, path: Path, timeZone: string | null): Mistake[] {
  if (timeZone === null || isTimeZone(timeZone)) return [];
  return [unknown(find, path, 'unknown-time-zone', timeZone, Intl.supportedValuesOf('timeZone'))];
}

function personMistakes(find: Finder, company: LooseCompany, person: LoosePerson, before: readonly LoosePerson[]): Mistake[] {
  const { path, email, role, department, deputy, hours } = person;
  const mistakes = hoursMistakes(find, [...path, 'hours'], hours);
  const twin = before.find((each) => sameEmail(each.email, email));
  if (twin !== undefined) {
    mistakes.push(find.at([...path, 'email'], 'duplicate-email', { email, line: find.line([...twin.path, 'email']) }));
  }
  const keys = departmentKeys(company);
  if (department !== null && !keys.includes(department)) {
    mistakes.push(unknown(find, [...path, 'department'], 'unknown-department', department, keys));
  }
  const isAbove = role === 'director' || role === 'admin';
  if (department === null && !isAbove) mistakes.push(find.at(path, 'department-missing', { email }));
  if (department !== null && isAbove) mistakes.push(find.at([...path, 'department'], 'department-above', { email }));
  if (deputy !== null) mistakes.push(...deputyMistakes(find, company, person, deputy));
  return mistakes;
}

function deputyMistakes(find: Finder, { people }: LooseCompany, { path, email, department }: LoosePerson, deputy: string): Mistake[] {
  const place = [...path, 'deputy'];
  if (sameEmail(deputy, email)) return [find.at(place, 'deputy-self', { email })];
  const person = people.find((each) => sameEmail(each.email, deputy));
  if (person === undefined) return [unknown(find, place, 'unknown-person', deputy, emailsOf(people))];
  return person.department === department ? [] : [find.at(place, 'deputy-elsewhere', { email: deputy })];
}

function hoursMistakes(find: Finder, path: Path, hours: unknown): Mistake[] {
  if (!isRecord(hours)) return [];
  const form = Object.fromEntries(
    Object.entries(hours).map(([key, shifts]) => [key, Array.isArray(shifts) ? shifts.filter((each) => typeof each === 'string') : []]),
  );
  return parseHours(form).mistakes.map((mistake) => {
    const at = mistake.type === 'bad-shift' ? [...path, mistake.key, mistake.index] : [...path, mistake.key];
    return find.at(at, `hours-${mistake.type}`, { ...mistake });
  });
}

function missingPeople(find: Finder, { departments, people }: LooseCompany): Mistake[] {
  const warnings = coreDepartments
    .filter((key) => key !== 'finance' && !people.some((each) => each.serves && each.department === key))
    .map((key) =>
      find.warn(departments.some((each) => each.key === key) ? ['departments', key] : [], 'nobody-serves', { department: key }),
    );
  const seesAll = people.some(({ role }) => role === 'director' || role === 'admin');
  return seesAll ? warnings : [...warnings, find.warn(['specialists'], 'nobody-above')];
}

/** Reports a name nobody knows, with what was probably meant. */
export function unknown(
  find: Finder,
  path: Path,
  code: 'unknown-person' | 'unknown-department' | 'unknown-time-zone' | 'unknown-product-line',
  value: string,
  known: readonly string[],
): Mistake {
  const suggestion = suggest(value, known);
  return find.at(path, code, { value, suggestion: suggestion ?? '', isLike: suggestion === null ? 'no' : 'yes' });
}

export function emailsOf(people: readonly LoosePerson[]): string[] {
  return people.flatMap(({ email }) => (email === null ? [] : [email]));
}
