import type { Context } from 'hono';
import type { CompanyVerbs } from '../../company/verbs.ts';
import { sha256 } from '../../domain/sha256.ts';
import { HttpError } from '../errors.ts';

/** For commands on the machine of a server that has the database to itself. */
export interface AdminAccess {
  readonly verbs: CompanyVerbs;
  /** kept in a file that only the server's user can read */
  readonly token: string;
  /** does the request come from this very machine, and not through a proxy */
  isLocal(c: Context): boolean;
}

/** Whoever has the token, on this very machine. From anywhere else there is nothing here. */
export async function permit(admin: AdminAccess | undefined, c: Context): Promise<AdminAccess> {
  if (admin === undefined || !admin.isLocal(c)) throw new HttpError('not-found');
  const given = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1];
  if (given === undefined) throw new HttpError('token-missing');
  // Digests are compared, so that the time it takes tells nothing of the token.
  if ((await sha256(given)) !== (await sha256(admin.token))) throw new HttpError('token-invalid');
  return admin;
}
