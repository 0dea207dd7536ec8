import { contactsToInvite, expireInvites, insertInvites } from '../db/company/invites.ts';
import { addAudit } from '../db/reports/audit.ts';
import type { Language } from '../domain/language.ts';
import { sha256 } from '../domain/sha256.ts';
import type { CompanyDeps } from './company-file.ts';
import type { RandomToken } from './link.ts';

/** A personal way into the window for one contact (R20). */
export interface Invite {
  readonly contactId: string;
  readonly client: string;
  readonly contact: string;
  readonly language: Language;
  readonly email: string | null;
  readonly phone: string | null;
  readonly telegram: string | null;
  readonly token: string;
  readonly expiresAt: string;
}

const inviteDays = 90;
const day = 86_400_000;

/**
 * Invites for contacts of clients who have none yet. Tokens are kept as hashes, so what was given out cannot be given again:
 * `again` makes new ones for everybody, and the old ones end.
 */
export async function makeInvites(deps: CompanyDeps & { readonly randomToken: RandomToken }, again: boolean): Promise<readonly Invite[]> {
  const at = deps.now();
  return deps.db.transaction(async (tx) => {
    const contacts = await contactsToInvite(tx, again, at);
    if (contacts.length === 0) return [];
    if (again) await expireInvites(tx, at);
    const expiresAt = new Date(at.getTime() + inviteDays * day);
    const invites = contacts.map((each) => ({ ...each, token: deps.randomToken(), expiresAt: expiresAt.toISOString() }));
    const rows = invites.map(async ({ contactId, clientId, token }) => ({
      tokenHash: await sha256(token),
      contactId,
      clientId,
      createdAt: at,
      expiresAt,
      usedAt: null,
      claimedAt: null,
      purpose: 'invite',
    }));
    await insertInvites(tx, await Promise.all(rows));
    await addAudit(tx, {
      id: deps.newId<'audit'>(),
      at,
      actorKind: 'terminal',
      actorId: null,
      action: 'invites-made',
      objectKind: 'company',
      objectId: 'invites',
      data: { count: invites.length, again },
    });
    return invites;
  });
}
