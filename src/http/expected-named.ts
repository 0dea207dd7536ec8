import { z } from 'zod';
import type { ExpectedName } from '../clients/mark-expected.ts';
import { ids } from './api/examples.ts';
import { HttpError } from './errors.ts';
import { day } from './moment.ts';

/** How one payment that is expected of a client is named in an address. */
export const expectedParams = {
  schedule: { words: 'The first of its schedule’s chain.', example: ids.schedule },
  due: { words: 'The day it is due.', example: '2026-03-10' },
} as const;

const named = z.object({ schedule: z.uuid(), due: day });

/** Which expected payment an address names; 404 for what can name none. */
export function expectedNamed(params: { readonly schedule: string; readonly due: string }): ExpectedName {
  const found = named.safeParse({ schedule: params.schedule, due: params.due });
  if (!found.success) throw new HttpError('unknown-expected-payment');
  return found.data;
}
