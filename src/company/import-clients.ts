import { moveBySegment } from '../clients/move-by-segment.ts';
import { lockCompany } from '../db/company/applied.ts';
import type { Queries } from '../db/db.ts';
import { addAudit } from '../db/reports/audit.ts';
import { recomputeLoads } from '../policy/loads.ts';
import type { CompanyDeps } from './company-file.ts';
import { type Csv, type CsvRow, readCsv } from './csv.ts';
import { type CurrentCompany, readCurrent } from './current.ts';
import { headerMistakes, type ImportRow, type Reject, readRow } from './import-rows.ts';
import type { Mistake } from './mistake.ts';
import { type ClientStep, planClients } from './plan-clients.ts';
import type { OwnerStep } from './plan-owners.ts';
import { emailKey, type WantedClient, type WantedContact } from './wanted.ts';
import { writeClients } from './write-clients.ts';
import { writeOwners } from './write-owners.ts';

export interface CsvFile {
  readonly name: string;
  readonly text: string;
}

/** A row that brings nothing new: its client, or its contact, is there already. */
export interface Duplicate extends CsvRow {
  readonly client: string;
  readonly contact: string | null;
  /** the line that has it first; null: the database */
  readonly firstLine: number | null;
}

export type Imported =
  | { readonly type: 'mistakes'; readonly mistakes: readonly Mistake[] }
  | {
      readonly type: 'imported';
      readonly applied: boolean;
      readonly clients: number;
      readonly contacts: number;
      readonly duplicates: readonly Duplicate[];
      readonly header: readonly string[];
      readonly rejects: readonly Reject[];
    };

/**
 * Adds the clients and contacts of a table that are not there yet; what is there stays as it is. Rows with mistakes are
 * rejected, the others go in together or not at all. Without `apply` only reports what would happen.
 */
export async function importClients(deps: CompanyDeps, file: CsvFile, apply: boolean): Promise<Imported> {
  const csv = readCsv(file.text);
  if (csv.type === 'broken') {
    return { type: 'mistakes', mistakes: [{ file: file.name, line: csv.line, column: 1, severity: 'mistake', code: 'csv', params: {} }] };
  }
  const imported = await deps.db.transaction(async (tx) => {
    await lockCompany(tx, deps.db.kind);
    return importRows(deps, tx, file.name, csv, apply);
  });
  if (imported.type === 'imported' && apply && imported.clients + imported.contacts > 0) deps.live.publish([{ topic: 'company' }]);
  return imported;
}

async function importRows({ newId, now }: CompanyDeps, tx: Queries, file: string, csv: Csv, apply: boolean): Promise<Imported> {
  const company = await readCurrent(tx, { clients: [] });
  if (company.policy === null)
    return { type: 'mistakes', mistakes: [{ file, line: 1, column: 1, severity: 'mistake', code: 'no-company', params: {} }] };
  const mistakes = headerMistakes(
    file,
    csv,
    company.departments.map(({ key }) => key),
  );
  if (mistakes.length > 0) return { type: 'mistakes', mistakes };
  const read = csv.rows.map((row) => readRow(file, csv, row, company));
  const { clients, rejects, duplicates } = gather(read);
  const current: CurrentCompany = { ...company, ...(await readCurrent(tx, { clients })) };
  const planned = planClients(current, clients);
  const ambiguous = planned.mistakes.map((mistake): Reject => {
    const row = csv.rows.find(({ line }) => line === mistake.line);
    return { line: mistake.line, cells: row?.cells ?? [], mistakes: [mistake] };
  });
  const rejected = new Set(ambiguous.map(({ line }) => line));
  const steps = planned.steps.filter(
    ({ wanted, contacts }) => ![wanted, ...contacts.map((each) => each.wanted)].some(({ place }) => rejected.has(place.line)),
  );
  const fresh = steps.map(onlyNew);
  const counts = {
    clients: fresh.filter(({ difference }) => difference !== null).length,
    contacts: fresh.flatMap(({ contacts }) => contacts).length,
  };
  if (apply && counts.clients + counts.contacts > 0) {
    const at = now();
    const writing = { tx, newId, at, reason: 'import' };
    const ids = await writeClients(writing, fresh);
    await writeOwners(writing, fresh.flatMap(ownersOf), { ...idsOf(current), client: ids });
    await recomputeLoads(tx, current.policy?.data, current.policy?.version ?? 1);
    if (current.policy !== null)
      await moveBySegment({ tx, newId, now: at, policy: current.policy.data, policyVersion: current.policy.version }, ids.values());
    const row = { id: newId<'audit'>(), at, actorKind: 'terminal', actorId: null, objectKind: 'company', objectId: 'clients' } as const;
    await addAudit(tx, { ...row, action: 'clients-imported', data: counts });
  }
  return {
    type: 'imported',
    applied: apply,
    ...counts,
    duplicates: [...duplicates, ...steps.flatMap((step) => known(step, csv))].toSorted((a, b) => a.line - b.line),
    header: csv.header,
    rejects: [...rejects, ...ambiguous].toSorted((a, b) => a.line - b.line),
  };
}

/** Puts rows of one client together; a contact named twice counts once, a row that contradicts an earlier one of its client is rejected. */
function gather(rows: readonly (ImportRow | Reject)[]) {
  const clients = new Map<string, WantedClient & { readonly contacts: WantedContact[] }>();
  const rejects: Reject[] = [];
  const duplicates: Duplicate[] = [];
  for (const row of rows) {
    if ('mistakes' in row) {
      rejects.push(row);
      continue;
    }
    const { client, contact, line, cells } = row;
    const key = client.externalId === undefined ? `name ${client.name}` : `id ${client.externalId}`;
    const before = clients.get(key);
    const twin =
      contact === null
        ? undefined
        : twinOf(
            contact,
            [...clients].flatMap(([place, each]) => each.contacts.filter(({ name }) => place === key || name !== contact.name)),
          );
    if (before !== undefined && contradicts(before, client)) {
      const params = { name: client.name, line: before.place.line };
      rejects.push({ line, cells, mistakes: [{ ...client.place, severity: 'mistake', code: 'client-told-otherwise', params }] });
    } else if (twin !== undefined || (before !== undefined && contact === null)) {
      const firstLine = twin?.place.line ?? before?.place.line ?? null;
      duplicates.push({ line, cells, client: client.name, contact: contact?.name ?? null, firstLine });
    } else if (before === undefined) clients.set(key, { ...client, contacts: contact === null ? [] : [contact] });
    else if (contact !== null) before.contacts.push(contact);
  }
  return { clients: [...clients.values()], rejects, duplicates };
}

function contradicts(before: WantedClient, again: ImportRow['client']): boolean {
  const pairs = [
    [before.name, again.name],
    [before.size, again.size],
    [before.stage, again.stage],
    [before.productLine, again.productLine],
    ...Object.keys(again.owners).map((key) => [before.owners[key], again.owners[key]]),
  ];
  return pairs.some(([first, second]) => second !== undefined && first !== second);
}

function twinOf(contact: WantedContact, others: readonly WantedContact[]): WantedContact | undefined {
  const same = (a: string | undefined, b: string | undefined) => a !== undefined && b !== undefined && emailKey(a) === emailKey(b);
  return others.find(
    (each) => same(each.email, contact.email) || same(each.telegram, contact.telegram) || same(each.siteId, contact.siteId),
  );
}

/** Whether a contact comes to the client: nobody knows them, or they are of another one, and stay with it. */
function isNewHere({ current, isHere }: ClientStep['contacts'][number]): boolean {
  return current === null || !isHere;
}

/** Leaves of a step what adds: clients and contacts who are there stay as they are. */
function onlyNew(step: ClientStep): ClientStep {
  const difference = step.current === null ? step.difference : null;
  return { ...step, difference, contacts: step.contacts.filter(isNewHere).map((each) => ({ ...each, role: null, leaves: null })) };
}

function ownersOf({ current, wanted }: ClientStep): OwnerStep[] {
  if (current !== null) return [];
  return Object.entries(wanted.owners).map(([department, email]) => ({
    client: { wanted },
    department,
    ends: null,
    begins: email,
    difference: { act: 'create', kind: 'owner', name: department, of: wanted.name, fields: [] },
  }));
}

function known({ current, wanted, contacts }: ClientStep, { rows }: Csv): Duplicate[] {
  const rowAt = (line: number) => rows.find((each) => each.line === line)?.cells ?? [];
  const of = (line: number, contact: string | null): Duplicate => ({
    line,
    cells: rowAt(line),
    client: wanted.name,
    contact,
    firstLine: null,
  });
  if (contacts.length === 0) return current === null ? [] : [of(wanted.place.line, null)];
  return contacts.flatMap((each) => (each.current === null ? [] : [of(each.wanted.place.line, each.wanted.name)]));
}

function idsOf({ departments, people }: CurrentCompany) {
  const departmentIds = new Map(departments.map(({ key, id }) => [key, id]));
  const personIds = new Map(people.map(({ email, id }) => [emailKey(email), id]));
  return { department: (key: string) => departmentIds.get(key) ?? '', person: (email: string) => personIds.get(emailKey(email)) ?? '' };
}
