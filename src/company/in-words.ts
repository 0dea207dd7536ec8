import type { Language } from '../domain/language.ts';
import { companyWords } from '../texts/company.ts';
import { translator } from '../texts/translate.ts';
import type { Difference, FieldChange } from './difference.ts';

export const t = translator(companyWords);

const signs: Readonly<Record<Difference['act'], string>> = { create: '+', change: '~', remove: '-', return: '+' };

/** Writes a difference as one line: a sign, what it is, and what becomes of it. */
export function inWords(language: Language, { act, kind, name, of = '', fields }: Difference): string {
  const thing = kind === 'policy' && act === 'create' ? t(language, 'policy.first') : t(language, `kind.${kind}`, { name, of });
  const shown = kind === 'person' && act === 'create' ? fields.filter(({ field }) => field !== 'name') : fields;
  const changes = shown.flatMap((each) => fieldInWords(language, act, each));
  if (kind === 'person' && act === 'remove') changes.unshift(t(language, 'leaves'));
  if (act === 'return') changes.unshift(t(language, 'returns'));
  return `${signs[act]} ${thing}${changes.length === 0 ? '' : `: ${changes.join(', ')}`}`;
}

function fieldInWords(language: Language, act: Difference['act'], { field, from, to }: FieldChange): string[] {
  const nothing = t(language, field === 'hours' ? 'round-the-clock' : 'none');
  const label = field === 'owner' || field === 'value' ? '' : `${t(language, `field.${field}`)} `;
  const shown = (value: string | null) =>
    value === null ? nothing : field === 'serves' || field === 'trained' ? t(language, value === 'true' ? 'yes' : 'no') : value;
  if (act === 'create') return to === null ? [] : [`${label}${shown(to)}`];
  return [`${label}${shown(from)} → ${shown(to)}`];
}
