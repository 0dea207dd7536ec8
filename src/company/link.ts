import { staffByEmail } from '../db/people/known.ts';
import { addSignInLink } from '../db/people/sign-in.ts';
import { addAudit } from '../db/reports/audit.ts';
import { sha256 } from '../domain/sha256.ts';
import type { CompanyDeps } from './company-file.ts';
import { suggest } from './suggest.ts';

/** Unpredictable text for links: at least 32 bytes of it. */
export type RandomToken = () => string;

export type Linked =
  | { readonly type: 'linked'; readonly name: string; readonly token: string; readonly hours: number }
  | { readonly type: 'unknown'; readonly suggestion: string | null }
  | { readonly type: 'left' };

const linkHours = 24;
const hour = 3_600_000;

/** Makes a one-time way into the desk for the person with this e-mail. */
export async function makeLink(deps: CompanyDeps & { readonly randomToken: RandomToken }, email: string): Promise<Linked> {
  const people = await staffByEmail(deps.db);
  const person = people.find((each) => each.email.toLowerCase() === email.trim().toLowerCase());
  if (person === undefined) {
    const present = people.filter(({ leftAt }) => leftAt === null).map((each) => each.email);
    return { type: 'unknown', suggestion: suggest(email, present) };
  }
  if (person.leftAt !== null) return { type: 'left' };
  const createdAt = deps.now();
  const token = deps.randomToken();
  await deps.db.transaction(async (tx) => {
    const expiresAt = new Date(createdAt.getTime() + linkHours * hour);
    await addSignInLink(tx, { tokenHash: await sha256(token), specialist: person.id, createdAt, expiresAt });
    await addAudit(tx, {
      id: deps.newId<'audit'>(),
      at: createdAt,
      actorKind: 'terminal',
      actorId: null,
      action: 'sign-in-link-made',
      objectKind: 'specialist',
      objectId: person.id,
      data: { hours: linkHours },
    });
  });
  return { type: 'linked', name: person.name, token, hours: linkHours };
}
