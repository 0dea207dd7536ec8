import { base64url } from 'jose';

export { sha256 } from '../domain/sha256.ts';

/** What the secret is used for; each purpose has a key of its own, so that nothing signed for one counts for another. */
const purposes = ['chat-token', 'chat-renewal', 'desk-cookie', 'desk-csrf', 'desk-device', 'desk-pin', 'file-link', 'address'] as const;

export type Keys = Readonly<Record<(typeof purposes)[number], CryptoKey>> & {
  /** checks the JWT by which the company's site names its visitors */
  readonly site: CryptoKey;
};

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Keys for everything that is signed, derived from OKNO_SECRET; `siteSecret` is shared with the company's site. */
export async function deriveKeys(secret: string, siteSecret: string | undefined): Promise<Keys> {
  const keys = await Promise.all(purposes.map(async (purpose) => [purpose, await hmacKey(await derive(secret, purpose))] as const));
  const site = await hmacKey(bytesOf(siteSecret ?? (await defaultSiteSecret(secret))));
  return { ...(Object.fromEntries(keys) as Record<(typeof purposes)[number], CryptoKey>), site };
}

/** The secret for the company's site when none is set: its bytes as text are the HS256 key. */
export async function defaultSiteSecret(secret: string): Promise<string> {
  return base64url.encode(await derive(secret, 'site-identity'));
}

/** What Telegram shows with every call of the webhook, when nothing else is set. */
export async function defaultTelegramSecret(secret: string): Promise<string> {
  return base64url.encode(await derive(secret, 'telegram-webhook'));
}

/** 32 bytes made of the secret for one purpose. */
export async function derive(secret: string, purpose: string): Promise<Uint8Array<ArrayBuffer>> {
  const root = await crypto.subtle.importKey('raw', bytesOf(secret), 'HKDF', false, ['deriveBits']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: bytesOf('okno'), info: bytesOf(purpose) };
  return new Uint8Array(await crypto.subtle.deriveBits(how, root, 256));
}

function hmacKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

export async function mac(key: CryptoKey, text: string): Promise<string> {
  return base64url.encode(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytesOf(text))));
}

/** Whether `signature` is `mac(key, text)`; takes the same time whatever differs. */
export async function isMac(key: CryptoKey, text: string, signature: string): Promise<boolean> {
  const given = decode(signature);
  return given !== null && (await crypto.subtle.verify('HMAC', key, given, bytesOf(text)));
}

function decode(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return new Uint8Array(base64url.decode(text));
  } catch {
    return null;
  }
}

/** 32 bytes nobody can guess, for links that sign in. */
export function randomToken(): string {
  return base64url.encode(crypto.getRandomValues(new Uint8Array(32)));
}
