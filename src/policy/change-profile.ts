import { insertProfile, newestProfile } from '../db/company/profile.ts';
import { addAudit } from '../db/reports/audit.ts';
import { type CompanyProfile, noProfile } from '../domain/company-profile.ts';
import type { PolicyDeps } from './activate.ts';

/** Names what the company says of itself as it was seen: the moment since when it says so, '' while it never said anything. */
export const profileVersion = (since: Date | null): string => since?.toISOString() ?? '';

const fieldsOf = Object.keys(noProfile) as readonly (keyof CompanyProfile)[];

/** Keeps what the company says of itself from now on, on record. False: it was changed since it was seen. */
export async function changeProfile(
  { db, now, newId, live }: PolicyDeps,
  by: { readonly id: string },
  seen: string,
  wish: CompanyProfile,
): Promise<boolean> {
  const outcome = await db.transaction(async (tx) => {
    const current = await newestProfile(tx);
    if (profileVersion(current?.from ?? null) !== seen) return 'changed-meanwhile';
    const fields = fieldsOf.filter((each) => (current ?? noProfile)[each] !== wish[each]);
    if (fields.length === 0) return 'unchanged';
    const at = now();
    if (!(await insertProfile(tx, wish, at, seen))) return 'changed-meanwhile';
    const object = { objectKind: 'company', objectId: 'profile' };
    await addAudit(tx, {
      id: newId(),
      at,
      actorKind: 'specialist',
      actorId: by.id,
      action: 'company-changed',
      ...object,
      data: { fields },
    });
    return 'changed';
  });
  if (outcome === 'changed') live.publish([{ topic: 'company' }]);
  return outcome !== 'changed-meanwhile';
}
