import { hashOf, lastApplied } from '../company/applied.ts';
import type { Config } from '../config.ts';
import type { Queries } from '../db/db.ts';
import { demoCompany, readFilesOf } from './company.ts';

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** Whether it is the demo company, as it came, for the one at this machine: then the demo site may log anybody in. */
export async function isDemo(db: Queries, { company, host, publicUrl }: Config): Promise<boolean> {
  if (company !== undefined || publicUrl !== undefined || !loopback.test(host)) return false;
  return (await lastApplied(db)) === (await hashOf(await readFilesOf(demoCompany)));
}
