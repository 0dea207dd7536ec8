import type { Company } from './company.ts';
import type { Submit } from './submission.ts';

/** The running core: takes submissions, delivers what is to leave, fires what is due. */
export interface Engine {
  readonly submit: Submit;
  readonly company: () => Company;
  /** reads departments, staff, policy and trees again */
  reload(): Promise<void>;
  /** starts delivering and the timers */
  start(): void;
  /** takes nothing new, finishes what is in flight */
  stop(): Promise<void>;
}
