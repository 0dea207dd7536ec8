import { type Purpose, withInvite } from '../../db/clients/invites.ts';
import { type Join, joinStranger, type Proof } from '../../db/clients/join.ts';
import { addressesOf, proveAddress } from '../../db/clients/prove.ts';
import { contactOfTelegramId, contactsByPhone, findWriter } from '../../db/telegram/writers.ts';
import { createBoundedMap } from '../../domain/bounded-map.ts';
import { detailOf } from '../../domain/contact-detail.ts';
import type { ClientId, ContactId } from '../../domain/ids.ts';
import { sha256 } from '../../domain/sha256.ts';
import { showJoin } from '../../engine/delivery/join-shown.ts';
import { type TelegramDeps, telegramKind } from '../deps.ts';

/** Gives this chat to the contact from now on; one who continues from elsewhere is answered here. False when it is somebody else's by proof. */
async function proveChat(
  deps: TelegramDeps,
  address: string,
  contact: ContactId,
  { proof, client = null }: { readonly proof: Proof; readonly client?: ClientId | null },
): Promise<boolean> {
  const { db, account, newId, now } = deps;
  const proven = await proveAddress(db, {
    account,
    address,
    contact,
    proof,
    at: now(),
    newId,
    ...(client !== null && { client }),
    ...(proof === 'continue' && answeredHere(deps, address)),
  });
  if ('windows' in proven) await showJoin(deps, proven.windows);
  return proven.type !== 'nobody' && proven.type !== 'apart';
}

function answeredHere({ account }: TelegramDeps, address: string): Pick<Join, 'answeredAt'> {
  return { answeredAt: { channel: telegramKind, target: `${account}:${address}` } };
}

/** Recognises whoever opens an invite as the contact it was made for (R6). Null: the link was used, is out of date, or never was. */
export async function recogniseByInvite(deps: TelegramDeps, address: string, token: string): Promise<Purpose | null> {
  const { db, now } = deps;
  const invite = { tokenHash: await sha256(token), at: now(), purposes: ['invite', 'continue'] } as const;
  return withInvite(db, invite, async ({ contact, purpose, client }) => {
    const isTheirs = await proveChat(deps, address, contact, { proof: purpose, client });
    if (purpose === 'continue' && !isTheirs) await joinFromWeb(deps, address, contact);
    if (isTheirs && client !== null) await writeForNext(deps, address, client);
    return purpose;
  });
}

/** Whoever came by a link that was made for one of their clients writes for that one next. */
async function writeForNext(deps: TelegramDeps, address: string, client: ClientId): Promise<void> {
  const writer = await findWriter(deps.db, deps.account, address);
  if (writer !== null) await deps.submit({ type: 'choose-client', window: writer.window, client, onlyNext: true });
}

/** Who was known here already was a stranger in the web chat: that stranger joins them, and all is answered here. */
async function joinFromWeb(deps: TelegramDeps, address: string, web: ContactId): Promise<void> {
  const { db, account, newId, now } = deps;
  const contact = (await findWriter(db, account, address))?.contact;
  const [first] = await addressesOf(db, web);
  if (contact === undefined || first === undefined) return;
  const join = { ...first, contact, proof: 'continue', at: now(), newId, ...answeredHere(deps, address) } as const;
  const joined = await joinStranger(db, join);
  if (joined.type === 'joined') await showJoin(deps, joined.windows);
}

/**
 * Recognises a contact by their own phone, vouched for by Telegram. A number several contacts have proves nothing of the person, and nothing
 * is said of whether anybody has it.
 */
export async function recogniseByPhone(deps: TelegramDeps, address: string, shared: string): Promise<boolean> {
  const own = wholeNumber(shared.startsWith('+') ? shared : `+${shared}`);
  if (own === null) return false;
  const alike = (await contactsByPhone(deps.db, own)).filter((each) => wholeNumber(each.phone) === own);
  const [only] = alike;
  return only !== undefined && alike.length === 1 && proveChat(deps, address, only.id, { proof: 'phone' });
}

const wholeNumber = (text: string): string | null => detailOf('phone', text)?.value ?? null;

const lookUpEveryMs = 600_000;
/** Of how many chats it is remembered when they were looked up. */
const remembered = 20_000;

/** Recognises a chat by its Telegram id, where the company knows that: looked up with the first message, then now and then. */
export function createIdLookup(deps: TelegramDeps): (address: string) => Promise<void> {
  const lookedUpAt = createBoundedMap<number>(remembered);
  return async (address) => {
    const now = deps.now().getTime();
    if (now - (lookedUpAt.get(address) ?? Number.NEGATIVE_INFINITY) < lookUpEveryMs) return;
    const contact = await contactOfTelegramId(deps.db, address);
    if (contact !== null) await proveChat(deps, address, contact, { proof: 'telegram-id' });
    lookedUpAt.set(address, now);
  };
}
