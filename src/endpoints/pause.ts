import { v5 } from 'uuid';
import type { Db, Queries } from '../db/db.ts';
import { type EndpointRow, findEndpoint, pauseEndpoint } from '../db/endpoints/endpoints.ts';
import { closeTasks } from '../db/people/leavings.ts';
import { addTask } from '../db/work/add-task.ts';
import type { NewId } from '../domain/ids.ts';
import type { Company, Person } from '../engine/company.ts';
import type { Hint, Live } from '../live/live.ts';
import { translator } from '../texts/translate.ts';
import { webhookWords } from '../texts/webhooks.ts';
import { recordOf } from './record.ts';

export interface PauseDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly newId: NewId;
  readonly live: Pick<Live, 'publish'>;
  readonly company: () => Company;
}

/** Days of failure until an endpoint is paused. */
export const pauseDaysOf = (company: Company): number => company.policy.data.webhooks?.pauseDays ?? 5;

const t = translator(webhookWords);

type Paused = Pick<EndpointRow, 'id' | 'pausedAt'>;

/** The task of a director about an endpoint that was paused: the same however often it is come to. */
const taskId = ({ id, pausedAt }: Paused, director: Person) => v5(`webhook ${id} ${pausedAt?.toISOString()} ${director.id}`, v5.URL);

const directorsOf = ({ people }: Company): readonly Person[] =>
  [...people.values()].filter((each) => each.role === 'director' && !each.hasLeft);

/** Pauses an endpoint that is gone or has failed for days: on record, and a task of each director. What happens meanwhile waits for it. */
export async function pauseFor(deps: PauseDeps, id: string, why: 'gone' | 'failing'): Promise<void> {
  const { db, now, newId, live } = deps;
  const company = deps.company();
  const directors = directorsOf(company);
  const at = now();
  const hints = await db.transaction(async (tx): Promise<readonly Hint[]> => {
    if (!(await pauseEndpoint(tx, id, why, at))) return [];
    await recordOf({ newId, now }, tx, { kind: 'system', id: null }, 'webhook.paused', id, { why });
    const endpoint = await findEndpoint(tx, id);
    if (endpoint === null) return [];
    for (const each of directors) {
      const department = each.department ?? company.departments[0]?.key;
      if (department === undefined) continue;
      const text = t(each.language, `task.${why}`, { name: endpoint.name, days: pauseDaysOf(company) });
      await addTask(tx, {
        id: taskId(endpoint, each),
        kind: 'webhook',
        department,
        specialist: each.id,
        text,
        dueAt: at,
        now: at,
        by: null,
      });
    }
    return directors.map((each) => ({ topic: `specialist:${each.id}` }) as const);
  });
  live.publish(hints);
}

/** The endpoint is told again, or removed: nobody has to do anything about it. */
export async function endPauseTasks(tx: Queries, company: Company, paused: Paused, at: Date, by: string | null): Promise<void> {
  await closeTasks(
    tx,
    directorsOf(company).map((each) => taskId(paused, each)),
    at,
    by,
  );
}
