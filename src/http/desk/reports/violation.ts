import { z } from 'zod';
import { listViolations, type ViolationFilter, type ViolationId, type ViolationRow } from '../../../db/reports/violations.ts';
import type { Role } from '../../../domain/specialist.ts';
import { type Actor, type Doing, departmentsFor, mayAbout } from '../../../people/access.ts';
import type { ObjectAccess } from '../../access.ts';
import type { Http } from '../../deps.ts';

/** The late answer an address names by `:id`: its turn and the hold in it. Who may not see it is not told that it exists. */
export const violation: ObjectAccess<ViolationRow> = {
  kind: 'violation',
  errors: ['not-found'],
  async load(http, viewer, c) {
    const [turnId = '', n = ''] = (c.req.param('id') ?? '').split('.');
    const isId = z.uuid().safeParse(turnId).success && /^\d{1,4}$/.test(n);
    return isId ? visibleViolation(http, viewer, { turnId, n: Number(n) }) : null;
  },
  refusal: (viewer, doing, row) => (mayAboutViolation(viewer, doing, row) ? null : 'forbidden'),
};

export async function visibleViolation({ db }: Pick<Http, 'db'>, viewer: Actor, one: ViolationId): Promise<ViolationRow | null> {
  const [row] = await listViolations(db, { ...sightOf(viewer), ...unfiltered, one, limit: 1 });
  return row ?? null;
}

/** A reply is the person's own; nobody excuses themselves. */
export function mayAboutViolation(viewer: Actor, doing: Doing, { person }: ViolationRow): boolean {
  if (doing === 'violation.excuse' && person.id === viewer.id) return false;
  return mayAbout(viewer, doing, { id: person.id, role: person.role as Role, department: person.department });
}

/** Whose late answers somebody sees. */
export function sightOf(viewer: Actor): Pick<ViolationFilter, 'departments' | 'viewer'> {
  return { departments: departmentsFor(viewer, 'violation.see'), viewer: viewer.id };
}

export const unfiltered = {
  person: null,
  department: null,
  kind: null,
  excused: null,
  from: null,
  until: null,
  one: null,
  after: null,
} as const;
