import type { Db } from '../db/db.ts';
import type { NewId } from '../domain/ids.ts';
import type { Live } from '../live/live.ts';
import type { Company } from './company.ts';
import type { Submit } from './submissions/submission.ts';

/** Structured log of ids and codes; never texts, names or tokens. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Everything the application reaches the world through; made once in main, passed down. */
export interface Deps {
  readonly db: Db;
  readonly now: () => Date;
  readonly newId: NewId;
  readonly log: Log;
  readonly live: Live;
  readonly submit: Submit;
  /** departments, staff, active policy and tree, kept fresh */
  readonly company: () => Company;
}
