import { desc } from 'drizzle-orm';
import { newestProfile, readCalendar } from '../company/profile.ts';
import type { Db } from '../db.ts';
import { orm } from '../orm.ts';
import { channelAccount, department, policy, questionTree, specialist } from '../schema.ts';

/** Reads what changes seldom, whole: departments, staff, channel accounts, what the company says of itself, the newest policy, every tree, the newest first. */
export async function readCompany(db: Db) {
  const [departments, people, accounts, policies, trees, profile, calendar] = await Promise.all([
    orm(db).select().from(department),
    orm(db).select().from(specialist),
    orm(db).select().from(channelAccount),
    orm(db).select().from(policy).orderBy(desc(policy.version)).limit(1),
    orm(db).select().from(questionTree).orderBy(desc(questionTree.publishedAt)),
    newestProfile(db),
    readCalendar(db),
  ]);
  return { departments, people, accounts, policy: policies[0], trees, profile, calendar };
}
