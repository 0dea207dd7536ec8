import fc from 'fast-check';
import type { Proof } from '../../../src/db/clients/join.ts';

/** Chats of the messenger and browsers, whose contacts begin with what they write; and two contacts known by the site's login, one of them of two clients. */
export const [chats, browsers, known] = [3, 2, 2];
const addresses = chats + browsers + known;

const proofs = ['invite', 'phone', 'continue', 'telegram-id', 'site-login'] as const satisfies readonly Proof[];

const address = fc.nat(addresses - 1);

export const acts = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('says' as const), by: address }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('replies' as const), in: fc.nat(5) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('proves' as const),
      at: address,
      asAt: address,
      proof: fc.constantFrom(...proofs),
      // which of their clients it was for; beyond those they have: of none
      client: fc.nat(3),
    }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('undoes' as const), join: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('names' as const), in: fc.nat(5), client: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('edits' as const), in: fc.nat(5), deletes: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('delivers' as const), slowly: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('fails' as const) }) },
);

export type Act = typeof acts extends fc.Arbitrary<infer Each> ? Each : never;
