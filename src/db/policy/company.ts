import { sql } from 'drizzle-orm';
import type { Db } from '../db.ts';
import { channelAccount, department, policy, questionTree, specialist } from '../schema.ts';

/** What changes seldom, read whole: departments, staff, channel accounts, the newest policy and every tree, the newest first. */
export async function readCompany(db: Db) {
  const [departments, people, accounts, policies, trees] = await Promise.all([
    db.orm.select().from(department),
    db.orm.select().from(specialist),
    db.orm.select().from(channelAccount),
    db.orm.select().from(policy).orderBy(sql`version desc`).limit(1),
    db.orm.select().from(questionTree).orderBy(sql`published_at desc`),
  ]);
  return { departments, people, accounts, policy: policies[0], trees };
}
