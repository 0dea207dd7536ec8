import { z } from 'zod';
import { sessionBegan } from '../../../db/people/sign-in.ts';
import { type PinDeps, removePin, setPin } from '../../../people/pin.ts';
import { session } from '../../access.ts';
import type { HttpDeps } from '../../deps.ts';
import { operation } from '../../operation.ts';
import { granted } from './granted.ts';

export const pin = z.string().regex(/^\d{6}$/);

const pinWish = z.strictObject({ pin, current: pin.optional().describe('Asked for unless the session began less than ten minutes ago.') });

/** What a PIN that somebody gives may be refused with. */
export const pinErrors = ['pin-needed', 'pin-wrong', 'pin-locked', 'pin-too-soon'] as const;

/** A session this young was begun by whoever sits there: they may set a PIN without the old one. In ms. */
const fresh = 10 * 60_000;

/** The PIN by which somebody takes over a browser that several people share. */
export const pinOperations = [
  operation({
    method: 'put',
    path: '/desk/api/me/pin',
    access: session('self'),
    tag: 'desk',
    summary: 'Set the PIN by which one takes over on a shared browser',
    description: 'Where there is one, `current` is needed, unless the session is younger than ten minutes.',
    body: { schema: pinWish.meta({ ref: 'PinWish' }), example: { pin: '407182' } },
    answer: { status: 204, words: 'Set.' },
    errors: [...pinErrors, 'pin-too-simple'],
    async handle(http, { c, viewer, body: { pin, current = null } }) {
      const began = await sessionBegan(http.db, viewer.session);
      const isFresh = began !== null && http.now().getTime() - began.getTime() < fresh;
      granted(await setPin(withPepper(http), viewer.id, { pin, current, fresh: isFresh }));
      return c.body(null, 204);
    },
  }),

  operation({
    method: 'delete',
    path: '/desk/api/me/pin',
    access: session('self'),
    tag: 'desk',
    summary: 'Have no PIN',
    answer: { status: 204, words: 'There is none.' },
    async handle(http, { c, viewer }) {
      await removePin(http, viewer.id);
      return c.body(null, 204);
    },
  }),
] as const;

/** With what PINs are checked. */
export function withPepper(deps: HttpDeps): PinDeps {
  return { ...deps, pepper: deps.keys['desk-pin'] };
}
