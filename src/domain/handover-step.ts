import type { ClientStage, SizeClass } from './client.ts';
import type { DepartmentKey } from './department.ts';
import type { WaitsFor } from './handover.ts';
import type { WorkingTime } from './hours.ts';
import type { SpecialistId } from './ids.ts';
import type { Policy } from './policy.ts';
import { servingRow } from './serving.ts';

/** All that a handover's next step is decided on, besides the policy and the working time of where it goes. Plain data, stored whole. */
export interface HandoverFacts {
  /** null: it moves by its size, else at the end of an initial period */
  readonly productLine: string | null;
  readonly fromDepartment: DepartmentKey;
  readonly client: { readonly size: SizeClass; readonly stage: ClientStage; readonly deals: number };
  readonly isProject: boolean;
  readonly hasDocuments: boolean;
  /** somebody talks with the client */
  readonly isTalking: boolean;
  /** who owns it where it goes, and works there */
  readonly owner: SpecialistId | null;
}

export type HandoverStep =
  | { readonly type: 'withdrawn' }
  | { readonly type: 'waits'; readonly for: Exclude<WaitsFor, 'nobody'>; readonly until: Date }
  /** `keeps`: who has it there already; null: somebody is picked */
  | { readonly type: 'goes'; readonly to: DepartmentKey; readonly keeps: SpecialistId | null };

const minute = 60_000;
/** Says when a handover that has to wait is tried again, in ms. */
const retryMs = { documents: 60 * minute, 'open-conversation': 5 * minute } as const;

/**
 * The department a client is handed over to (R17). By its size: the one the table names, null when that is where it is, or nothing is named
 * any more. At the end of an initial period: the one the table names for whoever is served, which may be the one that has it; else the
 * client department.
 */
export function destinationOf(
  { serving }: Policy,
  { productLine, fromDepartment, client: { size, stage, deals } }: Pick<HandoverFacts, 'productLine' | 'fromDepartment' | 'client'>,
): DepartmentKey | null {
  if (productLine !== null) return servingRow({ size, stage: 'served', deals }, serving)?.department ?? 'client';
  const named = servingRow({ size, stage, deals }, serving)?.department ?? null;
  return named === fromDepartment ? null : named;
}

/** What becomes of a handover that is due: where it goes is asked anew, and it waits for what it waits for. `working`: of where it goes. */
export function handoverStep(policy: Policy, facts: HandoverFacts, working: WorkingTime | null, now: Date): HandoverStep {
  const to = destinationOf(policy, facts);
  if (to === null) return { type: 'withdrawn' };
  const later = (reason: keyof typeof retryMs) =>
    ({ type: 'waits', for: reason, until: new Date(now.getTime() + retryMs[reason]) }) as const;
  if (facts.isProject && !facts.hasDocuments) return later('documents');
  if (facts.isTalking) return later('open-conversation');
  if (working !== null && !working.isOpen(now))
    return { type: 'waits', for: 'hours', until: working.nextOpening(now) ?? new Date(now.getTime() + 24 * 60 * minute) };
  return { type: 'goes', to, keeps: facts.owner };
}

/** A step in one word, as it is stored. */
export function stepInWords(step: HandoverStep): string {
  if (step.type === 'waits') return `waits:${step.for}`;
  return step.type === 'goes' ? `goes:${step.to}` : step.type;
}
