import type { Queries } from '../db/db.ts';
import { addAudit } from '../db/reports/audit.ts';
import type { Deps } from '../engine/deps.ts';
import type { AuditAction } from '../texts/audit.ts';

/** What looking after people needs. */
export type PeopleDeps = Pick<Deps, 'db' | 'now' | 'newId' | 'live'>;

/** Why something about people was not done. Nothing of it is stored. */
export type PeopleRefusal =
  | 'forbidden'
  | 'unknown-person'
  | 'unknown-absence'
  | 'unknown-department'
  | 'unknown-deputy'
  | 'deputy-elsewhere'
  | 'changed-meanwhile'
  | 'email-taken'
  | 'last-manager'
  | 'has-left'
  | 'not-left'
  | 'department-needed'
  | 'not-a-head'
  | 'not-ahead'
  | 'pin-too-simple'
  | 'pin-wrong'
  | 'pin-needed'
  | 'pin-locked'
  | 'pin-too-soon'
  | 'not-known-here';

export type Answered<Value> = { readonly type: 'done'; readonly value: Value } | { readonly type: 'refused'; readonly code: PeopleRefusal };

export function done<Value>(value: Value): Answered<Value> {
  return { type: 'done', value };
}

export function refused(code: PeopleRefusal): { readonly type: 'refused'; readonly code: PeopleRefusal } {
  return { type: 'refused', code };
}

/** Records who did what to whom, in the transaction of what was done. `actor` is null for what nobody signed in did. */
export function note(
  { now, newId }: Pick<PeopleDeps, 'now' | 'newId'>,
  tx: Queries,
  actor: { readonly id: string } | null,
  action: AuditAction,
  object: { readonly kind: 'specialist' | 'department'; readonly id: string },
  data: Readonly<Record<string, unknown>> | null = null,
): Promise<void> {
  return addAudit(tx, {
    id: newId(),
    at: now(),
    actorKind: actor === null ? 'system' : 'specialist',
    actorId: actor?.id ?? null,
    action,
    objectKind: object.kind,
    objectId: object.id,
    data,
  });
}

/** Notifies everything that holds people in memory, which reads them again: engines, queues, the desks' screens. */
export function announce({ live }: Pick<PeopleDeps, 'live'>): void {
  live.publish([{ topic: 'company' }]);
}
