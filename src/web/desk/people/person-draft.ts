import type { Language } from '../../../domain/language.ts';
import type { Role } from '../../../domain/specialist.ts';
import type { NewPerson, PersonChange } from '../../../http/desk/people/staff.ts';
import type { StaffMember } from '../../../http/desk/people/staff-member.ts';

/** A card as fields hold it: empty means none. */
export interface Draft {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly department: string;
  readonly slackUser: string;
  readonly capacity: string;
  readonly deputy: string;
  readonly languages: readonly Language[];
  readonly serves: boolean;
  readonly trained: boolean;
}

export const draftOf = (person: StaffMember): Draft => ({
  name: person.name,
  email: person.email,
  role: person.role,
  department: person.department?.key ?? '',
  slackUser: person.slackUser ?? '',
  capacity: String(person.capacity),
  deputy: person.deputy?.id ?? '',
  languages: person.languages,
  serves: person.serves,
  trained: person.trained,
});

export const emptyDraft: Draft = {
  name: '',
  email: '',
  role: 'specialist',
  department: '',
  slackUser: '',
  capacity: '1',
  deputy: '',
  languages: ['ru'],
  serves: true,
  trained: false,
};

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** Returns the draft as the server wants it. */
export const personOf = (draft: Draft): NewPerson => ({
  name: draft.name.trim(),
  email: draft.email.trim(),
  role: draft.role,
  department: orNull(draft.department),
  slackUser: orNull(draft.slackUser),
  capacity: Math.round(Number(draft.capacity.replace(',', '.')) * 100) / 100,
  deputy: orNull(draft.deputy),
  languages: [...draft.languages],
  serves: draft.serves,
  trained: draft.trained,
});

/** Returns what the draft changes; null when nothing. */
export function changeOf(person: StaffMember, draft: Draft): Omit<PersonChange, 'version'> | null {
  const before = Object.entries(personOf(draftOf(person)));
  const after = new Map(Object.entries(personOf(draft)));
  const changed = before.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(after.get(name)));
  return changed.length === 0 ? null : Object.fromEntries(changed.map(([name]) => [name, after.get(name)]));
}

/** Lists who can stand in for somebody of a department: nobody does so across departments. */
export function deputiesIn(staff: readonly StaffMember[], department: string): readonly StaffMember[] {
  return staff.filter((each) => each.leftAt === null && each.serves && (each.department?.key ?? '') === department);
}
