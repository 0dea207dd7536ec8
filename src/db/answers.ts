import type { Queries } from './db.ts';
import { statement } from './statement.ts';

const nothing = statement('select 1');

/** Whether the database answers within `ms`. */
export function answersWithin(db: Queries, ms: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), ms);
  nothing(db).then(
    () => resolve(true),
    () => resolve(false),
  );
  return promise.finally(() => clearTimeout(timer));
}
