import { clockAllowance } from '../../domain/clock.ts';

/** How old a call may be, in seconds: Slack's own bound. Ahead of us it may be by what clocks differ. */
const oldest = 300;

export type Verdict = 'good' | 'unsigned' | 'stale' | 'ahead' | 'forged';

export interface SignedCall {
  /** `x-slack-request-timestamp`, seconds since 1970 */
  readonly timestamp: string | undefined;
  /** `x-slack-signature`, `v0=` and hexadecimal digits */
  readonly signature: string | undefined;
  /** the body, byte for byte */
  readonly body: string;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

export function signingKey(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytesOf(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

/** Says whether Slack made this call, and lately: the signature is compared in constant time, before anything of the body is looked at. */
export async function verify(key: CryptoKey, { timestamp, signature, body }: SignedCall, now: Date): Promise<Verdict> {
  const digits = signature === undefined ? null : /^v0=([0-9a-f]{64})$/.exec(signature)?.[1];
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp) || digits === null || digits === undefined) return 'unsigned';
  const seconds = now.getTime() / 1000 - Number(timestamp);
  if (seconds > oldest) return 'stale';
  if (seconds < -clockAllowance) return 'ahead';
  const isGood = await crypto.subtle.verify('HMAC', key, hexBytes(digits), bytesOf(`v0:${timestamp}:${body}`));
  return isGood ? 'good' : 'forged';
}

function hexBytes(hex: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}
