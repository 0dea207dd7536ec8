import { type Flow, flowOf, supportFlow } from '../../flows/index.ts';
import type { Tree } from '../../flows/tree.ts';
import type { Db } from '../db/db.ts';
import { readCompany } from '../db/policy/company.ts';
import { keepSchedules } from '../db/policy/schedules.ts';
import { noProfile } from '../domain/company-profile.ts';
import { type Schedule, type WeeklyHours, workingTime } from '../domain/hours.ts';
import type { AccountId, DepartmentId, SpecialistId } from '../domain/ids.ts';
import { languages, type Worded } from '../domain/language.ts';
import type { Policy } from '../domain/policy.ts';
import { sha256 } from '../domain/sha256.ts';
import type { Role } from '../domain/specialist.ts';
import { Outdated } from './batch/failure.ts';
import type { Company, Department, Person } from './company.ts';

/** Reads the company. Throws when there is none: nothing can be decided without departments, a policy and a tree. */
export async function loadCompany(db: Db, { slackChannel = null }: { readonly slackChannel?: string | null } = {}): Promise<Company> {
  const { departments, people, accounts, policy, trees, profile, calendar } = await readCompany(db);
  const newest = trees[0];
  if (policy === undefined || newest === undefined || departments.length === 0) throw new Error('the database holds no company');
  const schedules = await Promise.all(departments.map(keptSchedule));
  await keepSchedules(db, schedules);
  const known = new Map(departments.map((each, i) => [each.id, departmentOf(each, schedules[i]?.hash ?? '')]));
  const dataOf = new Map(trees.map((each) => [each.hash, each.data as Tree]));
  const compiled = new Map<string, Flow>();
  const pinned = (flow: string, version: number, treeHash: string): Flow => {
    const key = `${flow} ${version} ${treeHash}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const tree = dataOf.get(treeHash);
    if (tree === undefined) throw new Outdated('company', `no question tree ${treeHash}`);
    const made = flowOf(flow, version, tree);
    compiled.set(key, made);
    return made;
  };
  const current = supportFlow(newest.data as Tree);
  compiled.set(`${current.name} ${current.version} ${newest.hash}`, current);
  return {
    departments: [...known.values()],
    people: new Map(people.map((each) => [each.id as SpecialistId, personOf(each, known)])),
    slackChannel,
    accounts: new Map(accounts.map((each) => [each.kind, each.id as AccountId])),
    profile: profile ?? noProfile,
    calendar,
    policy: { version: policy.version, data: policy.data as Policy },
    flow: current,
    treeHash: newest.hash,
    pinned,
  };
}

type Rows = Awaited<ReturnType<typeof readCompany>>;

/** A hold names the working time it was reckoned with: whatever may hold a turn is written down before. */
async function keptSchedule(row: Rows['departments'][number]) {
  const data = scheduleOf(row);
  return { hash: await sha256(JSON.stringify(data)), data };
}

function departmentOf(row: Rows['departments'][number], schedule: string): Department {
  return {
    id: row.id as DepartmentId,
    key: row.key,
    name: row.name as Worded,
    inSentence: row.inSentence as Worded | null,
    timeZone: row.timeZone,
    headId: row.headId as SpecialistId | null,
    holidays: row.holidays as readonly string[],
    slackChannel: row.slackChannel,
    workingTime: workingTime(scheduleOf(row)),
    schedule,
  };
}

function personOf(row: Rows['people'][number], departments: ReadonlyMap<string, Department>): Person {
  const department = row.departmentId === null ? undefined : departments.get(row.departmentId);
  return {
    id: row.id as SpecialistId,
    name: row.name,
    role: row.role as Role,
    language: languages.find((each) => each === (row.languages as readonly string[])[0]) ?? 'en',
    trained: row.trained,
    hasLeft: row.leftAt !== null,
    department: row.leftAt === null ? (department?.key ?? null) : null,
    shifts:
      row.hours === null && department !== undefined
        ? department.workingTime
        : workingTime({
            timeZone: department?.timeZone ?? 'UTC',
            hours: row.hours as WeeklyHours | null,
            holidays: department?.holidays ?? [],
          }),
  };
}

function scheduleOf({ timeZone, hours, holidays }: Rows['departments'][number]): Schedule {
  return { timeZone, hours: hours as WeeklyHours | null, holidays: holidays as readonly string[] };
}
