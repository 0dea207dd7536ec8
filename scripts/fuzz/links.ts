import { randomBytes } from 'node:crypto';
import type { Db } from '../../src/db/db.ts';
import type { SpecialistId } from '../../src/domain/ids.ts';
import { makeSignInToken } from '../../src/http/desk/people/sign-in.ts';
import type { Staff } from './stage.ts';

/** Makes a link that signs somebody in, as whoever runs the server would, and gives its token; null for who has left. */
export type MakeLink = (who: Staff) => Promise<string | null>;

/** Beside the server, where the database is served apart. */
export function linksIn(db: Db): MakeLink {
  return ({ id }) => makeSignInToken({ db, now: () => new Date() }, id as SpecialistId, 24, randomBytes(32).toString('base64url'));
}

/** By the server’s own door for the terminal, where it holds the database; it knows people by their e-mail, which may be another by now. */
export function linksBy(origin: string, adminToken: string, key: string): MakeLink {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
  return async (who) => {
    const listed = await fetch(`${origin}/api/v1/specialists?limit=200`, { headers: { authorization: `Bearer ${key}` } });
    const { items = [] } = (await listed.json()) as { items?: readonly Pick<Staff, 'id' | 'email'>[] };
    const email = items.find(({ id }) => id === who.id)?.email ?? who.email;
    const made = await fetch(`${origin}/admin/v1/company/link`, { method: 'POST', headers, body: JSON.stringify({ email }) });
    const { token = null } = (await made.json()) as { token?: string };
    return token;
  };
}
