import type { Db } from '../../../src/db/db.ts';
import { portfolioUnits } from '../../../src/domain/capacity.ts';
import type { ClientStage, SizeClass } from '../../../src/domain/client.ts';
import type { Policy } from '../../../src/domain/policy.ts';

interface Row {
  readonly specialist: string;
  readonly department: string;
  readonly reserved: number;
  readonly version: number;
  readonly clients: readonly { readonly size: SizeClass; readonly stage: ClientStage; readonly dedicated: boolean }[];
}

/** Portfolios that weigh other than the clients in them do, by the newest policy; none is right. */
export async function wrongPortfolios(db: Db): Promise<readonly object[]> {
  const [policy] = await db.query<{ version: number; data: Policy }>('select version, data from policy order by version desc limit 1');
  const rows = await db.query<Row>(
    `select l.specialist_id as specialist, d.key as department, l.portfolio_units as reserved, l.policy_version as version,
       coalesce((select json_agg(json_build_object('size', c.size, 'stage', c.stage, 'dedicated', exists (select 1 from client_raise r
           where r.client_id = c.id and r.department_id = o.department_id and r.until is null))) from ownership o join client c on c.id = o.client_id
         where o.specialist_id = l.specialist_id and o.department_id = l.department_id and o.until is null), '[]') as clients
     from specialist_load l join department d on d.id = l.department_id`,
  );
  return rows.flatMap(({ clients, ...row }) => {
    const weighs = ({ size, stage, dedicated: isRaised }: Row['clients'][number]) =>
      policy === undefined
        ? 0
        : portfolioUnits(policy.data, row.department, { size, stage, dedicated: isRaised ? [row.department] : null });
    const owned = clients.reduce((sum, client) => sum + weighs(client), 0);
    return owned === row.reserved && row.version === policy?.version ? [] : [{ ...row, owned }];
  });
}
