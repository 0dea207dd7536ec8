import { v7 } from 'uuid';
import { stringify } from 'yaml';
import { applyCompany, type CompanyDeps, type Planned, planCompany } from '../../src/company/company-file.ts';
import { describeMistake } from '../../src/company/mistake.ts';
import type { CompanyFiles } from '../../src/company/read.ts';
import type { Db } from '../../src/db/db.ts';
import type { NewId } from '../../src/domain/ids.ts';
import type { Hint } from '../../src/live/live.ts';

/** A company file out of plain data. */
export const fileOf = (company: unknown): CompanyFiles => ({ name: 'company.yaml', text: stringify(company), tree: null });

export interface Office {
  readonly deps: CompanyDeps;
  readonly told: Hint[];
  readonly clock: { at: Date };
  /** what changed, as `act kind name`; throws for a file with mistakes */
  apply(company: unknown): Promise<string[]>;
  plan(company: unknown): Promise<string[]>;
}

/** Where company files are applied, with a clock that moves by a minute with each. */
export function officeOn(db: Db): Office {
  const told: Hint[] = [];
  const clock = { at: new Date('2026-03-02T09:00:00Z') };
  const deps: CompanyDeps = { db, newId: v7 as NewId, now: () => clock.at, live: { publish: (hints) => void told.push(...hints) } };
  return {
    deps,
    told,
    clock,
    plan: async (company) => changes(await planCompany(deps, fileOf(company))),
    apply: async (company) => {
      clock.at = new Date(clock.at.getTime() + 60_000);
      return changes(await applyCompany(deps, fileOf(company), 'terminal'));
    },
  };
}

function changes(planned: Planned): string[] {
  if (planned.type === 'mistakes') throw new Error(planned.mistakes.map((each) => describeMistake('en', each)).join('\n'));
  return planned.differences.map(
    ({ act, kind, name, fields }) => `${act} ${kind} ${name}${act === 'change' ? ` ${fields.map(({ field }) => field).join(' ')}` : ''}`,
  );
}

/** Who works there, who owns what, by which rules: as whoever asks the database sees it. */
export async function stateOf(db: Db, clients?: readonly string[]) {
  const people = await db.query(
    `select s.email, s.name, s.role, d.key as department, s.serves, s.languages, s.capacity, o.email as deputy, s.hours, s.slack_user
     from specialist s left join department d on d.id = s.department_id left join specialist o on o.id = s.deputy_id
     where s.left_at is null order by s.email`,
  );
  const owners = await db.query<{ client: string }>(
    `select c.name as client, d.key as department, s.email from ownership o join client c on c.id = o.client_id
     join department d on d.id = o.department_id join specialist s on s.id = o.specialist_id
     where o.until is null order by 1, 2`,
  );
  const [policy] = await db.query<{ data: unknown }>('select data from policy order by version desc limit 1');
  return { people, owners: owners.filter(({ client }) => clients === undefined || clients.includes(client)), policy: policy?.data };
}

/** Portfolios that differ from what the current ownerships weigh, and load rows of people who have no place there. */
export function wrongLoads(db: Db) {
  return db.query(
    `with weighed as (
       select o.specialist_id, o.department_id, sum((p.data->'portfolio'->'weights'->d.key->>c.size)::int)::int as units
       from ownership o join client c on c.id = o.client_id join department d on d.id = o.department_id,
         (select data from policy order by version desc limit 1) p where o.until is null group by 1, 2)
     select s.email, l.portfolio_units, w.units from specialist_load l join specialist s on s.id = l.specialist_id
     left join weighed w on w.specialist_id = l.specialist_id and w.department_id = l.department_id
     where l.portfolio_units <> coalesce(w.units, 0) or s.left_at is not null or s.department_id is distinct from l.department_id`,
  );
}
