import { z } from 'zod';
import type { Policy } from '../domain/policy.ts';
import { email, named } from '../policy/form-text.ts';
import type { Csv, CsvRow } from './csv.ts';
import type { CurrentCompany } from './current.ts';
import { clientFields, contactFields } from './form.ts';
import { type FilePosition, isCode, type Mistake, type MistakeCode } from './mistake.ts';
import { suggest } from './suggest.ts';
import { emailKey, type WantedClient, type WantedContact } from './wanted.ts';

/*
 * Columns, in any order, only `name` is needed:
 *   name, size, stage, product_line, external_id, owner_<department>   the client; given once or in every row of it
 *   contact, email, phone, telegram, site_id, role, language           a contact of the client
 */

const rowForm = z.object({
  ...clientFields,
  ...contactFields,
  telegram: z
    .string()
    .regex(/^[1-9]\d{0,18}$/, 'telegram')
    .optional(),
  contact: named().optional(),
});

const columns = Object.keys(rowForm.shape);

export interface ImportRow extends CsvRow {
  readonly client: Omit<WantedClient, 'contacts'>;
  readonly contact: WantedContact | null;
}

export interface Reject extends CsvRow {
  readonly mistakes: readonly Mistake[];
}

/** Finds columns nobody knows, or the lack of one that names the client: then no row can be trusted. */
export function headerMistakes(file: string, { header }: Csv, departments: readonly string[]): Mistake[] {
  const known = [...columns, ...departments.map((key) => `owner_${key}`)];
  const at = (place: number) => ({ file, line: 1, column: place + 1, severity: 'mistake' as const });
  const strange = header.flatMap((name, place): Mistake[] => {
    if (known.includes(name)) return [];
    const suggestion = suggest(name, known);
    if (suggestion === null) return [{ ...at(place), code: 'unknown-key', params: { key: name, known: known.join(', ') } }];
    return [{ ...at(place), code: 'unknown-key-like', params: { key: name, suggestion } }];
  });
  return header.includes('name') ? strange : [...strange, { ...at(0), code: 'missing', params: { key: 'name' } }];
}

/** Reads what a row wants, or what is wrong with it. */
export function readRow(file: string, { header }: Csv, row: CsvRow, current: CurrentCompany): ImportRow | Reject {
  const place = { file, line: row.line, column: 1 };
  const { values, owners } = cellsOf(header, row);
  const parsed = rowForm.safeParse(values);
  const wrong: Wrong[] = [
    ...formMistakes(parsed.error?.issues ?? [], values),
    ...ownerMistakes(owners, current),
    ...(row.cells.length > header.length ? [{ code: 'too-many-cells', params: {} } as const] : []),
    ...contactMistakes(values),
    ...lineMistakes(parsed.data?.product_line, current),
  ];
  if (parsed.data === undefined || wrong.length > 0) {
    return { ...row, mistakes: wrong.map((each) => ({ ...place, severity: 'mistake', ...each })) };
  }
  return { ...row, ...wantedIn(parsed.data, place, owners) };
}

type Wrong = Pick<Mistake, 'code' | 'params'>;
type Cells = Readonly<Record<string, string>>;

/** Sets the owners, by department, apart from everything else that is filled in. */
function cellsOf(header: readonly string[], row: CsvRow): { readonly values: Cells; readonly owners: Cells } {
  const filled = header.flatMap((name, place): [string, string][] => {
    const value = row.cells[place] ?? '';
    return value === '' ? [] : [[name, value]];
  });
  const isOwner = ([name]: [string, string]) => name.startsWith('owner_');
  return {
    values: Object.fromEntries(filled.filter((each) => !isOwner(each))),
    owners: Object.fromEntries(filled.filter(isOwner).map(([name, value]) => [name.slice('owner_'.length), value])),
  };
}

function formMistakes(issues: readonly z.core.$ZodIssue[], values: Cells): Wrong[] {
  return issues.map(({ path, message }) => {
    const key = String(path[0] ?? '');
    const value = values[key];
    return value === undefined ? { code: 'missing', params: { key } } : { code: codeOf(message), params: { value } };
  });
}

function ownerMistakes(owners: Cells, { people }: CurrentCompany): Wrong[] {
  return Object.entries(owners).flatMap(([department, owner]): Wrong[] => {
    const person = people.find((each) => !each.hasLeft && emailKey(each.email) === emailKey(owner));
    if (!email.safeParse(owner).success) return [{ code: 'email', params: { value: owner } }];
    if (person === undefined) return [{ code: 'unknown-person', params: { value: owner, suggestion: '', isLike: 'no' } }];
    return person.department === department ? [] : [{ code: 'owner-elsewhere', params: { email: owner, department } }];
  });
}

function contactMistakes(values: Cells): Wrong[] {
  const isContact = Object.keys(contactFields).some((name) => name !== 'role' && name !== 'language' && values[name] !== undefined);
  return isContact && values['contact'] === undefined ? [{ code: 'missing', params: { key: 'contact' } }] : [];
}

function lineMistakes(line: string | undefined, { policy }: CurrentCompany): Wrong[] {
  if (line === undefined || knows(policy?.data, line)) return [];
  return [{ code: 'unknown-product-line', params: { value: line, suggestion: '', isLike: 'no' } }];
}

function wantedIn(data: z.output<typeof rowForm>, place: FilePosition, owners: Cells): Pick<ImportRow, 'client' | 'contact'> {
  const { name, size, stage, product_line: productLine, external_id: externalId } = data;
  const { email: address, phone, telegram, site_id: siteId, role, language } = data;
  return {
    client: { place, name, size, stage, productLine, externalId, owners },
    contact: data.contact === undefined ? null : { place, name: data.contact, email: address, phone, telegram, siteId, role, language },
  };
}

/** In a table quotes are no help to a phone number. */
function codeOf(message: string): MistakeCode {
  if (message === 'phone') return 'phone-cell';
  return isCode(message) ? message : 'value';
}

function knows(policy: Policy | undefined, line: string): boolean {
  return policy?.productLines === undefined || line in policy.productLines;
}
