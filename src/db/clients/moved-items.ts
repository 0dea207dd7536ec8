import { eq } from 'drizzle-orm';
import type { Queries } from '../db.ts';
import { orm } from '../orm.ts';
import { portfolioMove } from '../schema.ts';
import type { MovedItem } from './portfolio.ts';

/** What a move of a portfolio moved, before anything of it is locked; empty when there was no such move. */
export async function movedItems(db: Queries, id: string): Promise<readonly MovedItem[]> {
  const rows = await orm(db).select({ items: portfolioMove.items }).from(portfolioMove).where(eq(portfolioMove.id, id));
  return (rows[0]?.items ?? []) as readonly MovedItem[];
}
