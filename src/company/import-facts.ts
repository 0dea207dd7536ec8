import { FactRefused, type Kept } from '../clients/facts.ts';
import { recordDeals } from '../clients/record-deals.ts';
import { recordOutreach } from '../clients/record-outreach.ts';
import { recordPayments } from '../clients/record-payments.ts';
import { recordSchedules } from '../clients/record-schedules.ts';
import { recordUsage } from '../clients/record-usage.ts';
import type { ClientTx } from '../clients/recorded.ts';
import { clientsNamed } from '../db/clients/facts.ts';
import { lockContactsOf } from '../db/clients/lock-contacts.ts';
import { readCalendar } from '../db/company/profile.ts';
import { staffByEmail } from '../db/people/known.ts';
import { newestPolicy } from '../db/policy/policies.ts';
import { addAudit } from '../db/reports/audit.ts';
import type { Calendar } from '../domain/calendar.ts';
import { saidMoment } from '../domain/said-moment.ts';
import type { CompanyDeps } from './company-file.ts';
import { type Csv, type CsvRow, readCsv } from './csv.ts';
import { type FactRowKind, type FactRowOf, factColumnNames, factRowForms, factRowKinds } from './fact-rows.ts';
import type { CsvFile } from './import-clients.ts';
import type { Reject } from './import-rows.ts';
import type { Mistake, MistakeCode } from './mistake.ts';
import { suggest } from './suggest.ts';

export type ImportedFacts =
  | { readonly type: 'mistakes'; readonly mistakes: readonly Mistake[] }
  | {
      readonly type: 'imported';
      readonly applied: boolean;
      /** new ones, and those that were recorded before */
      readonly facts: number;
      readonly known: number;
      readonly header: readonly string[];
      readonly rejects: readonly Reject[];
    };

type Read = { [K in FactRowKind]: { readonly kind: K; readonly row: CsvRow; readonly fact: FactRowOf<K> } }[FactRowKind];

/** Undoes a trial. */
class Trial extends Error {}

/** Records the facts of a table. Rows that cannot be recorded are rejected, the others go in together; without `apply` only a trial. */
export async function importFacts(deps: CompanyDeps, file: CsvFile, apply: boolean): Promise<ImportedFacts> {
  const csv = readCsv(file.text);
  const place = (at: number) => ({ file: file.name, line: at, column: 1, severity: 'mistake' as const });
  if (csv.type === 'broken') return { type: 'mistakes', mistakes: [{ ...place(csv.line), code: 'csv', params: {} }] };
  const wrong = headerMistakes(file.name, csv);
  if (wrong.length > 0) return { type: 'mistakes', mistakes: wrong };
  const calendar = await readCalendar(deps.db);
  const rejects: Reject[] = [];
  const rows = csv.rows.flatMap((row): Read[] => {
    const read = readRow(csv, row, calendar);
    if (!('code' in read)) return [read];
    rejects.push({ ...row, mistakes: [{ ...place(row.line), ...read }] });
    return [];
  });
  for (let left = rows; ; ) {
    const done = await attempt(deps, calendar, left, apply);
    if (!('refused' in done))
      return { type: 'imported', applied: apply, ...done, header: csv.header, rejects: rejects.toSorted((a, b) => a.line - b.line) };
    const { row, code } = done.refused;
    rejects.push({ ...row, mistakes: [{ ...place(row.line), code: 'fact', params: { code: code.replaceAll('-', '_') } }] });
    left = left.filter((each) => each.row !== row);
  }
}

async function attempt(deps: CompanyDeps, calendar: Calendar, rows: readonly Read[], apply: boolean) {
  let counts = { facts: 0, known: 0 };
  let current: readonly Read[] = [];
  try {
    await deps.db.transaction(async (tx) => {
      const policy = await newestPolicy(tx);
      const idOf = new Map((await staffByEmail(tx)).map(({ id, email }) => [email.toLowerCase(), id]));
      if (policy === null) return;
      const now = deps.now();
      const actor = { kind: 'terminal', id: null } as const;
      const ctx: ClientTx = { tx, now, newId: deps.newId, policy: policy.data, policyVersion: policy.version, calendar, actor };
      // All of them at once, in one order: each kind of fact locks its clients after the one before.
      const named = await clientsNamed(tx, [], [...new Set(rows.map(({ fact }) => fact.client))]);
      await lockContactsOf(
        tx,
        named.map(({ id }) => id),
      );
      const kept: Kept[] = [];
      for (const kind of factRowKinds) {
        current = rows.filter((each) => each.kind === kind);
        kept.push(...(await record(ctx, current, (email) => idOf.get(email.toLowerCase()) ?? nobody)));
      }
      counts = { facts: kept.filter(({ isNew }) => isNew).length, known: kept.filter(({ isNew }) => !isNew).length };
      if (!apply) throw new Trial();
      const object = { actorKind: actor.kind, actorId: null, objectKind: 'company', objectId: 'facts' };
      await addAudit(tx, { id: deps.newId(), at: now, ...object, action: 'facts-imported', data: counts });
    });
  } catch (error) {
    if (error instanceof FactRefused) {
      const refused = current[error.index];
      if (refused !== undefined) return { refused: { row: refused.row, code: error.code } };
    }
    if (!(error instanceof Trial)) throw error;
  }
  return counts;
}

/** An id no specialist has: an e-mail nobody has is refused like it. */
const nobody = '00000000-0000-0000-0000-000000000000';

async function record(ctx: ClientTx, rows: readonly Read[], idOf: (email: string) => string): Promise<readonly Kept[]> {
  if (rows.length === 0) return [];
  const base = (fact: Read['fact']) => ({ externalId: fact.external_id, at: fact.at, client: { externalId: fact.client } });
  const of = <K extends FactRowKind>(kind: K) => rows.flatMap((each) => (each.kind === kind ? [each.fact as FactRowOf<K>] : []));
  switch (rows[0]?.kind) {
    case 'deal':
      return recordDeals(
        ctx,
        of('deal').map((each) => ({
          ...base(each),
          productLine: each.product_line,
          amount: minorOf(each.amount, each.currency),
          currency: each.currency,
          specialist: each.specialist === undefined ? null : idOf(each.specialist),
          unrepresentative: each.unrepresentative,
          project: each.project,
        })),
      );
    case 'payment':
      return recordPayments(
        ctx,
        of('payment').map((each) => ({
          ...base(each),
          productLine: each.product_line,
          kind: each.kind,
          amount: minorOf(each.amount, each.currency),
          currency: each.currency,
          deal: each.deal ?? null,
          corrects: each.corrects ?? null,
          invoice: each.invoice ?? null,
        })),
      );
    case 'schedule':
      return recordSchedules(
        ctx,
        of('schedule').map((each) => ({
          ...base(each),
          productLine: each.product_line,
          kind: each.kind ?? null,
          recurrence: each.monthly === undefined ? { dates: each.dates ?? [] } : { monthly: each.monthly },
          amount: minorOf(each.amount, each.currency),
          currency: each.currency,
          from: each.from,
          until: each.until ?? null,
          invoice: each.invoice,
          replaces: each.replaces === undefined ? null : { externalId: each.replaces },
        })),
      );
    case 'usage':
      return recordUsage(
        ctx,
        of('usage').map((each) => ({ ...base(each), productLine: each.product_line, quantity: each.quantity })),
      );
    default:
      return recordOutreach(
        ctx,
        of('outreach').map((each) => ({ ...base(each), contact: null, specialist: idOf(each.specialist), means: each.means })),
      );
  }
}

/** Converts to minor units: 20000.50 RUB is 2000050. */
function minorOf(amount: string, currency: string): number {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const [whole = '', part = ''] = amount.replace(',', '.').split('.');
  return Number(whole + part.padEnd(digits, '0').slice(0, digits));
}

function headerMistakes(file: string, { header }: Csv): Mistake[] {
  const at = (place: number) => ({ file, line: 1, column: place + 1, severity: 'mistake' as const });
  const strange = header.flatMap((key, place): Mistake[] => {
    if (factColumnNames.includes(key)) return [];
    const suggestion = suggest(key, factColumnNames);
    if (suggestion === null) return [{ ...at(place), code: 'unknown-key', params: { key, known: factColumnNames.join(', ') } }];
    return [{ ...at(place), code: 'unknown-key-like', params: { key, suggestion } }];
  });
  return header.includes('type') ? strange : [...strange, { ...at(0), code: 'missing', params: { key: 'type' } }];
}

type Wrong = { readonly code: MistakeCode; readonly params: Mistake['params'] };

function readRow({ header }: Csv, row: CsvRow, calendar: Calendar): Read | Wrong {
  const values: Readonly<Record<string, string>> = Object.fromEntries(
    header.flatMap((name, place) => (row.cells[place] ? [[name, row.cells[place]]] : [])),
  );
  const kind = factRowKinds.find((each) => each === values['type']);
  if (kind === undefined) return values['type'] === undefined ? missing('type') : { code: 'value', params: { value: values['type'] } };
  const parsed = factRowForms[kind].safeParse(values);
  if (parsed.success) {
    const at = saidMoment(parsed.data.at, calendar);
    return at === null
      ? { code: 'no-such-time', params: { value: parsed.data.at } }
      : ({ kind, row, fact: { ...parsed.data, at } } as Read);
  }
  const name = String(parsed.error.issues[0]?.path[0] ?? '');
  const value = values[name];
  if (value === undefined) return missing(name);
  return { code: name === 'currency' ? 'currency' : 'value', params: { value } };
}

function missing(key: string) {
  return { code: 'missing' as const, params: { key } };
}
