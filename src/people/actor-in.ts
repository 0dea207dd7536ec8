import type { SpecialistId } from '../domain/ids.ts';
import type { Company } from '../engine/company.ts';
import type { Actor } from './access.ts';

/** What the rules look at of somebody in whose name a system of the company acts; null: they left, or never were here. */
export function actorIn({ people, departments }: Company, id: string): Actor | null {
  const person = people.get(id as SpecialistId);
  if (person === undefined || person.hasLeft) return null;
  const heads = departments.filter(({ headId }) => headId === person.id).map(({ key }) => key);
  return { id: person.id, role: person.role, department: person.department, heads };
}
