import { joinStranger } from '../../db/clients/join.ts';
import { proveAddress } from '../../db/clients/prove.ts';
import { contactById, type KnownContact } from '../../db/conversations/visitor.ts';
import type { ClientId } from '../../domain/ids.ts';
import { showJoin } from '../../engine/delivery/join-shown.ts';
import type { HttpDeps } from '../deps.ts';
import { webchat } from './thread.ts';
import type { ChatTokens } from './tokens.ts';

interface Coming {
  readonly renewal: string | undefined;
  readonly client: ClientId | null;
}

const ofClient = (client: ClientId | null) => (client === null ? {} : { client });

/**
 * What this browser wrote before anybody knew who it was becomes part of the contact's history. `renewal`: of the stranger's
 * session; one that is not believed, or is somebody's who was known already, changes nothing. `client`: of the contact's the one it was for.
 * `proven`: the contact as it is now.
 */
export async function joinVisitor(
  deps: HttpDeps,
  tokens: ChatTokens,
  contact: KnownContact,
  { renewal, client }: Coming,
): Promise<{ readonly proven: KnownContact; readonly apart: boolean }> {
  const { db, newId, company } = deps;
  const account = company().accounts.get(webchat);
  const stranger = await strangerOf(deps, tokens, renewal);
  if (stranger === null || account === undefined) return { proven: contact, apart: false };
  const join = {
    account,
    address: stranger,
    contact: contact.id,
    proof: 'site-login',
    ...ofClient(client),
    at: deps.now(),
    newId,
  } as const;
  const joined = await joinStranger(db, join);
  if (joined.type !== 'joined') return { proven: contact, apart: joined.type === 'apart' };
  await showJoin(deps, joined.windows);
  return { proven: (await contactById(db, contact.id)) ?? contact, apart: false };
}

/**
 * Whoever opens an invite in this browser is the contact from now on, by the browser's own address: it is on record like any other join, so
 * it can be undone, and then this browser is a stranger's again. One that is somebody else's by proof gets a new address.
 */
export async function proveVisitor(
  deps: HttpDeps,
  tokens: ChatTokens,
  contact: KnownContact,
  { renewal, client }: Coming,
): Promise<{ readonly proven: KnownContact; readonly address: string }> {
  const { db, newId, company } = deps;
  const account = company().accounts.get(webchat);
  if (account === undefined) throw new Error('no channel account of kind webchat');
  const prove = async (address: string) => {
    const join = { account, address, contact: contact.id, proof: 'invite', ...ofClient(client), at: deps.now(), newId } as const;
    const proven = await proveAddress(db, join);
    if ('windows' in proven) await showJoin(deps, proven.windows);
    return proven.type !== 'nobody' && proven.type !== 'apart';
  };
  const own = await strangerOf(deps, tokens, renewal);
  const isTheirs = own !== null && (await prove(own));
  const address: string = isTheirs ? own : newId<'visitor'>();
  if (!isTheirs) await prove(address);
  return { proven: (await contactById(db, contact.id)) ?? contact, address };
}

/** The address of the stranger whose session this renews; null for one that is not believed, or of somebody known. */
async function strangerOf({ now }: HttpDeps, tokens: ChatTokens, renewal: string | undefined): Promise<string | null> {
  const verified = renewal === undefined ? null : await tokens.verifyRenewal(renewal, now()).catch(() => null);
  return verified === null || verified.contact !== null ? null : verified.address;
}
