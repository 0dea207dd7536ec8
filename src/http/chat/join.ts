import { joinStranger } from '../../db/clients/join.ts';
import { contactById, type KnownContact } from '../../db/conversations/visitor.ts';
import type { HttpDeps } from '../deps.ts';
import { webchat } from './thread.ts';
import type { ChatTokens } from './tokens.ts';

/**
 * What this browser wrote before anybody knew who it was becomes part of the contact's history. `renewal`: of the stranger's
 * session; one that is not believed, or is somebody's who was known already, changes nothing. `proven`: the contact as it is now.
 */
export async function joinVisitor(
  deps: HttpDeps,
  tokens: ChatTokens,
  contact: KnownContact,
  renewal: string | undefined,
  proof: 'site-login' | 'invite',
): Promise<{ readonly proven: KnownContact; readonly apart: boolean }> {
  const { db, live, newId, company } = deps;
  const account = company().accounts.get(webchat);
  const at = deps.now();
  const stranger = renewal === undefined ? null : await tokens.verifyRenewal(renewal, at).catch(() => null);
  if (stranger === null || stranger.contact !== null || account === undefined) return { proven: contact, apart: false };
  const joined = await joinStranger(db, { account, address: stranger.address, contact: contact.id, proof, at, newId });
  if (joined.type !== 'joined') return { proven: contact, apart: joined.type === 'apart' };
  live.publish([...joined.windows.map((window) => ({ topic: `window:${window}` as const })), { topic: 'all' }]);
  return { proven: (await contactById(db, contact.id)) ?? contact, apart: false };
}
