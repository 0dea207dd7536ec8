import type { Worded } from '../../domain/language.ts';
import type { Queries } from '../db.ts';
import { departmentLanguage } from './threads.ts';

export interface Concerned {
  readonly department: string;
  readonly departmentName: Worded;
  readonly language: 'ru' | 'en';
  /** the head, as the one who has to act; null where a department has none */
  readonly head: string | null;
  readonly slackUser: string | null;
}

const columns = `d.id as department, d.name as "departmentName", ${departmentLanguage} as language, h.id as head, h.slack_user as "slackUser"`;

/** The department whose thread it is. */
export async function concernedBy(db: Queries, thread: string): Promise<Concerned | null> {
  const rows = await db.query<Concerned>(
    `select ${columns} from slack_thread t join department d on d.id = t.department_id left join specialist h on h.id = d.head_id and h.left_at is null
     where t.id = $1::text::uuid`,
    [thread],
  );
  return rows[0] ?? null;
}

/** Every department. */
export function everyDepartment(db: Queries): Promise<Concerned[]> {
  return db.query(`select ${columns} from department d left join specialist h on h.id = d.head_id and h.left_at is null order by d.key`);
}

/** Something a head has to do about Slack; once, as long as it is not done. */
export async function addTroubleTask(
  db: Queries,
  { id, department, head, text, now }: { id: string; department: string; head: string | null; text: string; now: Date },
): Promise<void> {
  await db.query(
    `insert into task (id, kind, department_id, specialist_id, text, due_at, created_at)
     select $1::text::uuid, 'slack', $2::text::uuid, $3::text::uuid, $4::text, $5::text::timestamptz, $5::text::timestamptz
     where not exists (select 1 from task where kind = 'slack' and department_id = $2::text::uuid and text = $4::text and done_at is null)`,
    [id, department, head, text, now.toISOString()],
  );
}
