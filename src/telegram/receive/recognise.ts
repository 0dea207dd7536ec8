import { giveInviteBack, type Purpose, useInvite } from '../../db/clients/invites.ts';
import type { Proof } from '../../db/clients/join.ts';
import { joinStranger } from '../../db/clients/join.ts';
import { addressesOf, answerAt, type Proven, proveAddress } from '../../db/clients/prove.ts';
import { contactOfTelegramId, contactsByPhone, findWriter } from '../../db/telegram/telegram.ts';
import { detailOf } from '../../domain/contact-detail.ts';
import type { ContactId } from '../../domain/ids.ts';
import { sha256 } from '../../domain/sha256.ts';
import type { TelegramDeps } from '../deps.ts';
import { telegramKind } from '../deps.ts';

/** From now on what is written from this chat is the contact's. False when it is somebody else's by proof. */
async function prove(deps: TelegramDeps, address: string, contact: ContactId, proof: Proof): Promise<boolean> {
  const { db, account, newId, now } = deps;
  const proven = await proveAddress(db, { account, address, contact, proof, at: now(), newId });
  publish(deps, proven);
  return proven.type !== 'nobody';
}

function publish({ live }: TelegramDeps, proven: Proven): void {
  if (proven.type !== 'joined') return;
  live.publish([...proven.windows.map((window) => ({ topic: `window:${window}` as const })), { topic: 'all' }]);
}

/** Whoever presses the link of an invite is the contact it was made for (R6). Null: the link was used, is out of date, or never was. */
export async function byInvite(deps: TelegramDeps, address: string, token: string): Promise<Purpose | null> {
  const { db, now } = deps;
  const hash = await sha256(token);
  const used = await useInvite(db, hash, now(), ['invite', 'continue']);
  if (used === null) return null;
  try {
    const isTheirs = await prove(deps, address, used.contact, used.purpose);
    if (used.purpose === 'continue') await goOnHere(deps, address, used.contact, isTheirs);
  } catch (error) {
    await giveInviteBack(db, hash).catch(() => undefined);
    throw error;
  }
  return used.purpose;
}

/** From the web chat: what is open is answered here. Who was known here already was a stranger there: that stranger joins them. */
async function goOnHere(deps: TelegramDeps, address: string, web: ContactId, isTheirs: boolean): Promise<void> {
  const { db, account, newId, now, live } = deps;
  const contact = isTheirs ? web : ((await findWriter(db, account, address))?.contact ?? null);
  if (contact === null) return;
  if (!isTheirs) {
    for (const each of await addressesOf(db, web)) {
      publish(deps, await joinStranger(db, { ...each, contact, proof: 'continue', at: now(), newId }));
    }
  }
  const windows = await answerAt(db, contact, { channel: telegramKind, target: `${account}:${address}` });
  live.publish([...windows.map((window) => ({ topic: `window:${window}` as const })), { topic: 'all' }]);
}

/**
 * Their own phone, vouched for by Telegram, is one contact's number: that contact it is. A number several contacts have proves
 * nothing of the person, and nothing is said of whether anybody has it.
 */
export async function byPhone(deps: TelegramDeps, address: string, shared: string): Promise<boolean> {
  const own = wholeNumber(shared.startsWith('+') ? shared : `+${shared}`);
  if (own === null) return false;
  const alike = (await contactsByPhone(deps.db, own)).filter((each) => wholeNumber(each.phone) === own);
  const [only] = alike;
  return only !== undefined && alike.length === 1 && prove(deps, address, only.id, 'phone');
}

const wholeNumber = (text: string): string | null => detailOf('phone', text)?.value ?? null;

const lookAgainMs = 600_000;
const remembered = 20_000;

/** Whether the company knows this chat's Telegram id: asked with the first message, then now and then. */
export function createTelegramIds(deps: TelegramDeps): (address: string) => Promise<void> {
  const lookedAt = new Map<string, number>();
  return async (address) => {
    const now = deps.now().getTime();
    if (now - (lookedAt.get(address) ?? Number.NEGATIVE_INFINITY) < lookAgainMs) return;
    const contact = await contactOfTelegramId(deps.db, address);
    if (contact !== null) await prove(deps, address, contact, 'telegram-id');
    if (lookedAt.size >= remembered) lookedAt.clear();
    lookedAt.set(address, now);
  };
}
