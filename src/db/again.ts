import type { Db } from './db.ts';
import { isOvertaken } from './lost.ts';

const tries = 3;

/**
 * The database for work that is one transaction and nothing beside it: one that another overtook, by a deadlock or by a row that came first
 * under a unique key, is carried out anew and sees what that one wrote. What breaks a rule of the tables by itself does so again, and is thrown.
 */
export function withAgain(db: Db): Db {
  return {
    ...db,
    transaction: async (work) => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await db.transaction(work);
        } catch (error) {
          if (attempt === tries || !isOvertaken(error)) throw error;
        }
      }
    },
  };
}
