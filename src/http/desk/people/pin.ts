import { z } from 'zod';
import { beginningOf } from '../../../db/people/sessions.ts';
import { type PinDeps, removePin, setPin } from '../../../people/pin.ts';
import { session } from '../../access.ts';
import type { HttpDeps } from '../../deps.ts';
import { operation } from '../../operation.ts';
import { granted } from './granted.ts';

export const pin = z.string().regex(/^\d{6}$/);

const current = pin.optional().describe('Asked for unless a link began the session less than ten minutes ago.');
const pinWish = z.strictObject({ pin, current });
const noPinWish = z.strictObject({ current });

/** What a PIN that somebody gives may be refused with. */
export const pinErrors = ['pin-needed', 'pin-wrong', 'pin-locked', 'pin-too-soon'] as const;

/** A session this young was begun by whoever sits there: with a link they may do without the old PIN. In ms. */
const young = 10 * 60_000;

/** The PIN by which somebody takes over a browser that several people share. */
export const pinOperations = [
  operation({
    method: 'put',
    path: '/desk/api/me/pin',
    access: session('self'),
    tag: 'desk',
    summary: 'Set the PIN by which one takes over on a shared browser',
    description: 'Where there is one, `current` is needed, unless the session began with a link less than ten minutes ago.',
    body: { schema: pinWish.meta({ ref: 'PinWish' }), example: { pin: '407182' } },
    answer: { status: 204, words: 'Set.' },
    errors: [...pinErrors, 'pin-too-simple'],
    async handle(http, { c, viewer, body: { pin, current = null } }) {
      granted(await setPin(withPepper(http), viewer.id, { pin, current, fresh: await isFresh(http, viewer.session) }));
      return c.body(null, 204);
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/me/pin/remove',
    access: session('self'),
    tag: 'desk',
    summary: 'Have no PIN',
    description: 'Needs the same as setting another.',
    body: { schema: noPinWish.meta({ ref: 'NoPinWish' }), example: { current: '407182' } },
    answer: { status: 204, words: 'There is none.' },
    errors: pinErrors,
    async handle(http, { c, viewer, body: { current = null } }) {
      granted(await removePin(withPepper(http), viewer.id, { current, fresh: await isFresh(http, viewer.session) }));
      return c.body(null, 204);
    },
  }),
] as const;

async function isFresh({ db, now }: HttpDeps, session: string): Promise<boolean> {
  const began = await beginningOf(db, session);
  return began !== null && began.by === 'link' && now().getTime() - began.at.getTime() < young;
}

/** With what PINs are checked. */
export function withPepper(deps: HttpDeps): PinDeps {
  return { ...deps, pepper: deps.keys['desk-pin'] };
}
