import { type SpokenKind, spokenKinds } from '../../domain/spoken.ts';
import type { Channel } from './channel.ts';

/** Calls and visits: whoever is with the client says what is written, so it has arrived as soon as it is there. */
export function createSpoken(): Channel[] {
  return spokenKinds.map((kind: SpokenKind) => ({ kind, send: async ({ seq }) => ({ type: 'sent', externalId: String(seq), parts: [] }) }));
}
