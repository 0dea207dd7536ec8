import type { Language } from '../domain/language.ts';
import { companyWords } from '../texts/company.ts';
import { speaker } from '../texts/translate.ts';
import type { Difference, FieldChange } from './difference.ts';

export const say = speaker(companyWords);

const signs: Readonly<Record<Difference['act'], string>> = { create: '+', change: '~', remove: '-', return: '+' };

/** One line: a sign, what it is, and what becomes of it. */
export function inWords(language: Language, { act, kind, name, of = '', fields }: Difference): string {
  const thing = kind === 'policy' && act === 'create' ? say(language, 'policy.first') : say(language, `kind.${kind}`, { name, of });
  const told = kind === 'person' && act === 'create' ? fields.filter(({ field }) => field !== 'name') : fields;
  const changes = told.flatMap((each) => fieldInWords(language, act, each));
  if (kind === 'person' && act === 'remove') changes.unshift(say(language, 'leaves'));
  if (act === 'return') changes.unshift(say(language, 'returns'));
  return `${signs[act]} ${thing}${changes.length === 0 ? '' : `: ${changes.join(', ')}`}`;
}

function fieldInWords(language: Language, act: Difference['act'], { field, from, to }: FieldChange): string[] {
  const nothing = say(language, field === 'hours' ? 'round-the-clock' : 'none');
  const label = field === 'owner' || field === 'value' ? '' : `${say(language, `field.${field}`)} `;
  const shown = (value: string | null) =>
    value === null ? nothing : field === 'serves' || field === 'trained' ? say(language, value === 'true' ? 'yes' : 'no') : value;
  if (act === 'create') return to === null ? [] : [`${label}${shown(to)}`];
  return [`${label}${shown(from)} → ${shown(to)}`];
}
