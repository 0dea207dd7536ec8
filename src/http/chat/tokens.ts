import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { clockAllowance } from '../../domain/clock.ts';
import { cleanText } from '../../domain/content.ts';
import type { ContactId, WindowId } from '../../domain/ids.ts';
import { type Language, languages } from '../../domain/language.ts';
import { type ErrorCode, HttpError } from '../errors.ts';
import type { Keys } from '../keys.ts';

/** Who writes in the web chat, as its tokens say it. */
export interface Visitor {
  /** the person's address in the channel */
  readonly address: string;
  /** window to create with the first message of a stranger */
  readonly window: WindowId;
  /** the contact the company's site proved this to be */
  readonly contact: ContactId | null;
  readonly language: Language;
}

export interface VerifiedToken extends Visitor {
  /** seconds since 1970 */
  readonly expires: number;
}

const minute = 60;
const day = 24 * 60 * minute;
export const lifetimes = {
  token: 15 * minute,
  strangerRenewal: 180 * day,
  contactRenewal: day / 2,
  inviteRenewal: 180 * day,
  identity: day,
} as const;

const claims = z.object({
  sub: z.string().min(1),
  win: z.string().min(1),
  con: z.string().optional(),
  lang: z.enum(languages),
  exp: z.number(),
});

const audiences = { token: 'okno-chat', renewal: 'okno-chat-renewal' } as const;

export interface Identity {
  readonly subject: string;
  /** what the browser wrote as a stranger is theirs; the site says no where many people share one */
  readonly joins: boolean;
  /** in which of their companies' names they are logged in, by its id; null: the site does not say */
  readonly client: string | null;
}

export interface ChatTokens {
  issue(visitor: Visitor, now: Date): Promise<{ token: string; expires: Date }>;
  /** `expires`, in seconds, when an earlier login bounds it */
  issueRenewal(visitor: Visitor, now: Date, expires?: number): Promise<string>;
  verify(token: string, now: Date): Promise<VerifiedToken>;
  verifyRenewal(renewal: string, now: Date): Promise<VerifiedToken>;
  /** What the JWT says by which the company's site names its visitor. */
  verifyIdentity(identity: string, now: Date): Promise<Identity>;
}

export function chatTokens(keys: Keys): ChatTokens {
  const sign = (kind: 'token' | 'renewal', visitor: Visitor, now: Date, expires: number) =>
    new SignJWT({ win: visitor.window, lang: visitor.language, ...(visitor.contact === null ? {} : { con: visitor.contact }) })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(visitor.address)
      .setAudience(audiences[kind])
      .setIssuedAt(now)
      .setExpirationTime(expires)
      .sign(kind === 'token' ? keys['chat-token'] : keys['chat-renewal']);

  const read = async (kind: 'token' | 'renewal', token: string, now: Date): Promise<VerifiedToken> => {
    const key = kind === 'token' ? keys['chat-token'] : keys['chat-renewal'];
    const options = { algorithms: ['HS256'], audience: audiences[kind], currentDate: now };
    const { payload } = await jwtVerify(token, key, options).catch((error: unknown) => {
      throw new HttpError(error instanceof errors.JWTExpired ? `${kind}-expired` : `${kind}-invalid`);
    });
    const { sub, win, con, lang, exp } = claims.parse(payload);
    return { address: sub, window: win as WindowId, contact: (con as ContactId | undefined) ?? null, language: lang, expires: exp };
  };

  return {
    issue: async (visitor, now) => {
      const expires = seconds(now) + lifetimes.token;
      return { token: await sign('token', visitor, now, expires), expires: new Date(expires * 1000) };
    },
    issueRenewal: (visitor, now, expires) => {
      const lifetime = visitor.contact === null ? lifetimes.strangerRenewal : lifetimes.contactRenewal;
      return sign('renewal', visitor, now, expires ?? seconds(now) + lifetime);
    },
    verify: (token, now) => read('token', token, now),
    verifyRenewal: (renewal, now) => read('renewal', renewal, now),
    verifyIdentity: async (identity, now) => {
      const options = { algorithms: ['HS256'], requiredClaims: ['sub', 'exp'], currentDate: now, clockTolerance: clockAllowance };
      const { payload } = await jwtVerify(identity, keys.site, options).catch((error: unknown) => {
        throw new HttpError(identityFault(error));
      });
      if (typeof payload.sub !== 'string' || payload.sub === '' || payload.sub !== cleanText(payload.sub) || payload.exp === undefined)
        throw new HttpError('identity-malformed');
      if (payload.exp > seconds(now) + lifetimes.identity + clockAllowance) throw new HttpError('identity-too-long');
      return { subject: payload.sub, joins: payload['okno_join'] !== false, client: clientIn(payload['okno_client']) };
    },
  };
}

/** A client's id as the API takes it. */
function clientIn(claim: unknown): string | null {
  return typeof claim === 'string' && claim !== '' && claim.length <= 200 && claim === cleanText(claim) ? claim : null;
}

function identityFault(error: unknown): ErrorCode {
  if (error instanceof errors.JWTExpired) return 'identity-expired';
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported) return 'identity-algorithm';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'identity-signature';
  return 'identity-malformed';
}

const seconds = (date: Date) => Math.floor(date.getTime() / 1000);
