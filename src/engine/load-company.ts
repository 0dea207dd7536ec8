import { type Flow, flowOf, supportFlow } from '../../flows/index.ts';
import type { Tree } from '../../flows/tree.ts';
import { readCompany } from '../db/company.ts';
import type { Db } from '../db/db.ts';
import type { AccountId, DepartmentId, SpecialistId } from '../domain/ids.ts';
import type { Worded } from '../domain/language.ts';
import type { Policy } from '../domain/policy.ts';
import type { Role } from '../domain/specialist.ts';
import type { Company } from './company.ts';

/** Reads the company. Throws when there is none: nothing can be decided without departments, a policy and a tree. */
export async function loadCompany(db: Db): Promise<Company> {
  const { departments, people, accounts, policy, trees } = await readCompany(db);
  const newest = trees[0];
  if (policy === undefined || newest === undefined || departments.length === 0) throw new Error('the database holds no company');
  const keyOf = new Map(departments.map((each) => [each.id, each.key]));
  const dataOf = new Map(trees.map((each) => [each.hash, each.data as Tree]));
  const compiled = new Map<string, Flow>();
  const pinned = (flow: string, version: number, treeHash: string): Flow => {
    const key = `${flow} ${version} ${treeHash}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const tree = dataOf.get(treeHash);
    if (tree === undefined) throw new Error(`no question tree ${treeHash}`);
    const made = flowOf(flow, version, tree);
    compiled.set(key, made);
    return made;
  };
  const current = supportFlow(newest.data as Tree);
  compiled.set(`${current.name} ${current.version} ${newest.hash}`, current);
  return {
    departments: departments.map((each) => ({
      id: each.id as DepartmentId,
      key: each.key,
      name: each.name as Worded,
      timeZone: each.timeZone,
    })),
    people: new Map(
      people.map((each) => [
        each.id as SpecialistId,
        {
          id: each.id as SpecialistId,
          name: each.name,
          role: each.role as Role,
          department: each.departmentId === null ? null : (keyOf.get(each.departmentId) ?? null),
        },
      ]),
    ),
    accounts: new Map(accounts.map((each) => [each.kind, each.id as AccountId])),
    policy: { version: policy.version, data: policy.data as Policy },
    flow: current,
    treeHash: newest.hash,
    pinned,
  };
}
