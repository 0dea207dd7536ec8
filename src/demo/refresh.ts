import type { PortfolioDeps } from '../clients/deps.ts';
import { type ContactFacts, loadContacts, loadOpenConversations, loadWindows } from '../db/batch/load.ts';
import type { Db } from '../db/db.ts';
import { windowsOfDomain } from '../db/demo/writers.ts';
import { workingTime } from '../domain/hours.ts';
import type { SpecialistId, WindowId } from '../domain/ids.ts';
import { outreachSince } from '../domain/lead.ts';
import { readBook } from '../engine/batch/load-book.ts';
import type { Company } from '../engine/company.ts';
import type { Life } from './life.ts';
import type { Staff, Writer } from './people.ts';

/* What the database says, taken into memory: at the beginning, and whenever the books have changed it. */

export async function readStaff(db: Db, company: Company, at: Date): Promise<Staff> {
  const { rows } = await bookAt(db, company, at);
  const always = workingTime({ timeZone: 'UTC', hours: null, holidays: [] });
  const colleagues = rows.map((load) => ({
    id: load.specialist,
    department: load.department,
    shifts: company.people.get(load.specialist)?.shifts ?? always,
    load: { ...load },
    absent: null,
  }));
  return { company, colleagues };
}

function bookAt(db: Db, company: Company, at: Date) {
  const departments = new Set(company.departments.map(({ key }) => key));
  return readBook(db, { departments, specialists: new Set<SpecialistId>() }, at, company);
}

/** Those who may write: the contacts whose e-mail is of this domain. */
export async function readWriters(db: Db, company: Company, domain: string, at: Date): Promise<Writer[]> {
  const windows = await windowsOfDomain(db, domain);
  const facts = await loadContacts(
    db,
    windows.map(({ window }) => window),
    outreachSince(company.policy.data, at),
  );
  return facts.map(writerOf);
}

function writerOf(facts: ContactFacts): Writer {
  const { windowId, contactId, name, language, role, outreach } = facts;
  const owners = new Map((facts.owners ?? []).map((each) => [each.department, each.specialist]));
  return {
    window: windowId,
    contact: contactId,
    name,
    language,
    client: clientIn(facts),
    owners,
    role,
    also: [],
    outreach: null,
    lead: outreach,
    called: null,
  };
}

function clientIn({ clientId, size, stage, dedicated, deals }: ContactFacts): Writer['client'] {
  return clientId === null || size === null || stage === null ? null : { id: clientId, size, stage, dedicated, deals };
}

/** Owners, stages, sizes, windows and loads as the books have left them. */
export async function refresh({ db, now, company }: Pick<PortfolioDeps, 'db' | 'now' | 'company'>, { memory, staff }: Life): Promise<void> {
  const ids = [...memory.windows.keys()];
  const [facts, rows, open, book] = [
    await loadContacts(db, ids, outreachSince(company().policy.data, now())),
    await loadWindows(db, ids),
    await loadOpenConversations(db, ids),
    await bookAt(db, company(), now()),
  ];
  const opened = Map.groupBy(open, (each) => each.windowId as WindowId);
  for (const row of rows) {
    const kept = memory.windows.get(row.id);
    if (kept === undefined) continue;
    Object.assign(kept.row, row);
    kept.conversations = opened.get(row.id) ?? [];
  }
  for (const each of facts) {
    const kept = memory.windows.get(each.windowId);
    if (kept === undefined) continue;
    const { owners, ...writer } = writerOf(each);
    kept.client = writer.client;
    kept.writer.lead = writer.lead ?? null;
    kept.writer.owners.clear();
    for (const [department, owner] of owners) kept.writer.owners.set(department, owner);
  }
  for (const { specialist, department, cases, portfolio } of book.rows) {
    const load = staff.colleagues.find((each) => each.id === specialist && each.department === department)?.load;
    if (load !== undefined) Object.assign(load, { cases, portfolio });
  }
}
