import { type LoggedContactKind, loggedContactKinds } from '../../domain/logged-contact.ts';
import type { Channel } from './channel.ts';

/** Calls and visits: whoever is with the client says what is written, so it has arrived as soon as it is there. */
export function createLoggedContactChannels(): Channel[] {
  return loggedContactKinds.map((kind: LoggedContactKind) => ({
    kind,
    send: async ({ seq }) => ({ type: 'sent', externalId: String(seq), parts: [] }),
  }));
}
