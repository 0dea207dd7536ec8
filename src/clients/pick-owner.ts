import { countDecision, insertDecision } from '../db/clients/decisions.ts';
import { clientLanguage } from '../db/clients/language-of.ts';
import { outcomeOf } from '../domain/basis.ts';
import type { ClientWeight } from '../domain/client.ts';
import type { DepartmentKey } from '../domain/department.ts';
import type { Explanation } from '../domain/explanation.ts';
import type { SpecialistId } from '../domain/ids.ts';
import { type Found, type OwnerFacts, searchOwner } from '../domain/search.ts';
import { type Compared, comparedFor, keepBasis } from '../engine/assign/basis.ts';
import { explain } from '../engine/assign/explain.ts';
import type { LoadBook } from '../engine/batch/draft.ts';
import { lockBook } from '../engine/batch/load-book.ts';
import type { Company } from '../engine/company.ts';
import type { ClientTx } from './recorded.ts';

export interface Picked {
  readonly specialist: SpecialistId;
  readonly rule: string;
  readonly explanation: Explanation;
}

/**
 * Picks who of a department gets a client that moves there (R11, R12): chosen as for a conversation, under the locked loads of the department
 * and of those named in `also`, whose loads change with it. Null when nobody can have it now. Either way it is on record with all it was
 * decided on, under the client's id, or that of the meeting with somebody who is no client yet.
 */
export async function pickOwner(
  ctx: ClientTx,
  company: Company,
  {
    department,
    client,
    also,
  }: {
    readonly department: DepartmentKey;
    readonly client: ClientWeight & { readonly id: string };
    readonly also: readonly SpecialistId[];
  },
): Promise<Picked | null> {
  const book = await lockBook(ctx.tx, { departments: new Set([department]), specialists: new Set(also) }, ctx.now, company);
  const { size, stage, dedicated } = client;
  const language = await clientLanguage(ctx.tx, client.id);
  const facts: OwnerFacts = { department, client: { size, stage, dedicated }, ...(language !== null && { language }) };
  const compared = comparedFor(book, department, facts);
  const found = searchOwner(ctx.policy, facts, [...compared.staff, ...compared.others]);
  await keepChoice(ctx, company, { client: client.id, book, facts, compared, found });
  const { seek, route } = found;
  if (route.type === 'nobody') return null;
  return { specialist: route.specialist, rule: route.rule, explanation: explain(seek, compared.staff, route, { standIn: null }) };
}

interface Choice {
  readonly client: string;
  readonly book: LoadBook;
  readonly facts: OwnerFacts;
  readonly compared: Compared;
  readonly found: Found;
}

/** That there is nobody again is counted: a client that is due to move is looked at every few minutes. */
async function keepChoice(
  { tx, now, newId, policyVersion }: ClientTx,
  company: Company,
  { client, book, facts, compared, found }: Choice,
): Promise<void> {
  const { specialist, rule } = outcomeOf(found);
  const outcome = specialist === null ? rule : `${rule} ${specialist}`;
  const decided = { client, kind: 'owner', outcome, at: now } as const;
  if (specialist === null && (await countDecision(tx, decided))) return;
  const departmentId = company.departments.find(({ key }) => key === facts.department)?.id ?? null;
  const { snapshotId, basis } = keepBasis(book, { facts, seek: found.seek, compared }, () => newId());
  await insertDecision(tx, { ...decided, id: newId(), departmentId, policyVersion, basis }, { id: snapshotId, staff: compared.staff });
}
