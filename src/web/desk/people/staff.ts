import type { StaffMember } from '../../../http/desk/people/staff-member.ts';
import { foundIn } from '../kit/found-in.ts';

export const columns = ['name', 'department', 'role', 'presence', 'conversations', 'portfolio', 'capacity', 'absence'] as const;
export type Column = (typeof columns)[number];

export interface Order {
  readonly column: Column;
  readonly descending: boolean;
}

/** Reads an order as the address has it: `capacity`, `-capacity`. */
export function readOrder(text: string | undefined): Order {
  const descending = text?.startsWith('-') ?? false;
  const name = descending ? text?.slice(1) : text;
  return { column: columns.find((each) => each === name) ?? 'name', descending };
}

export const writeOrder = ({ column, descending }: Order): string =>
  column === 'name' && !descending ? '' : `${descending ? '-' : ''}${column}`;

/** Orders by a column; the same column again turns the order round. */
export const reordered = (order: Order, column: Column): Order => ({
  column,
  descending: order.column === column ? !order.descending : false,
});

const presences: readonly StaffMember['presence'][] = [
  'available',
  'at-meeting',
  'on-call',
  'not-here',
  'away',
  'off-shift',
  'absent',
  'off',
];
const roles: readonly StaffMember['role'][] = ['director', 'admin', 'head', 'specialist'];

const keyOf: Readonly<Record<Column, (person: StaffMember) => string | number>> = {
  name: (person) => person.name,
  department: (person) => person.department?.name ?? '',
  role: (person) => roles.indexOf(person.role),
  presence: (person) => presences.indexOf(person.presence),
  conversations: (person) => person.conversations,
  portfolio: (person) => person.load?.portfolio ?? -1,
  capacity: (person) => person.capacity,
  absence: (person) => person.absence?.from ?? '9999',
};

export interface Shown {
  readonly q: string;
  readonly department: string;
  readonly role: string;
  readonly order: Order;
}

/** Returns the people to be shown, in order; equals go by name, those who left come last. */
export function shownStaff(staff: readonly StaffMember[], { q, department, role, order }: Shown, language: string): StaffMember[] {
  const collator = new Intl.Collator(language);
  const compare = (one: string | number, other: string | number): number =>
    typeof one === 'number' && typeof other === 'number' ? one - other : collator.compare(String(one), String(other));
  const turn = order.descending ? -1 : 1;
  return staff
    .filter((each) => foundIn([each.name, each.email], q))
    .filter((each) => department === '' || each.department?.key === department || each.heads.includes(department))
    .filter((each) => role === '' || each.role === role)
    .sort(
      (one, other) =>
        Number(one.leftAt !== null) - Number(other.leftAt !== null) ||
        turn * compare(keyOf[order.column](one), keyOf[order.column](other)) ||
        collator.compare(one.name, other.name),
    );
}
