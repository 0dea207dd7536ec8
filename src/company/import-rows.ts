import { z } from 'zod';
import type { Policy } from '../domain/policy.ts';
import type { Csv, CsvRow } from './csv.ts';
import type { CurrentCompany } from './current.ts';
import { clientFields, contactFields } from './form.ts';
import { email } from '../policy/form-text.ts';
import { isCode, type Mistake, type MistakeCode } from './mistake.ts';
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
  contact: z.string().optional(),
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
  const filled = header.flatMap((name, place): [string, string][] => {
    const value = row.cells[place] ?? '';
    return value === '' ? [] : [[name, value]];
  });
  const place = { file, line: row.line, column: 1 };
  const owners = Object.fromEntries(
    filled.flatMap(([name, value]) => (name.startsWith('owner_') ? [[name.slice('owner_'.length), value]] : [])),
  );
  const values = Object.fromEntries(filled.filter(([name]) => !name.startsWith('owner_')));
  const mistakes: Mistake[] = [];
  const add = (code: MistakeCode, params: Mistake['params']) => mistakes.push({ ...place, severity: 'mistake', code, params });
  const parsed = rowForm.safeParse(values);
  for (const { path, message } of parsed.error?.issues ?? []) {
    const [name] = path.map(String);
    const value = values[name ?? ''];
    if (value === undefined) add('missing', { key: name ?? '' });
    else add(codeOf(message), { value });
  }
  for (const [department, owner] of Object.entries(owners)) {
    const person = current.people.find((each) => !each.hasLeft && emailKey(each.email) === emailKey(owner));
    if (!email.safeParse(owner).success) add('email', { value: owner });
    else if (person === undefined) add('unknown-person', { value: owner, suggestion: '', isLike: 'no' });
    else if (person.department !== department) add('owner-elsewhere', { email: owner, department });
  }
  if (row.cells.length > header.length) add('too-many-cells', {});
  const { data } = parsed;
  const isContact = Object.keys(contactFields).some((name) => name !== 'role' && name !== 'language' && values[name] !== undefined);
  if (isContact && values['contact'] === undefined) add('missing', { key: 'contact' });
  if (data?.product_line !== undefined && !knows(current.policy?.data, data.product_line)) {
    add('unknown-product-line', { value: data.product_line, suggestion: '', isLike: 'no' });
  }
  if (data === undefined || mistakes.length > 0) return { ...row, mistakes };
  return {
    ...row,
    client: {
      place,
      name: data.name,
      size: data.size,
      stage: data.stage,
      productLine: data.product_line,
      externalId: data.external_id,
      owners,
    },
    contact:
      data.contact === undefined
        ? null
        : {
            place,
            name: data.contact,
            email: data.email,
            phone: data.phone,
            telegram: data.telegram,
            siteId: data.site_id,
            role: data.role,
            language: data.language,
          },
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
