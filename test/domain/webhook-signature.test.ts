import { describe, expect, it } from 'vitest';
import { secretOf, signature, signedHeaders } from '../../src/domain/webhook-signature.ts';

/* The example of the specification: github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md and its libraries' tests. */
const published = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1_614_265_330,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

describe('the signature of a webhook', () => {
  it('is the published one for the published example', async () => {
    const { secret, id, timestamp, body } = published;
    expect(await signature(secret, id, timestamp, body)).toBe(published.signature);
  });

  it('stands in the three headers, by both secrets while one is being changed', async () => {
    const { secret, id, timestamp, body } = published;
    const other = secretOf(new Uint8Array(32).fill(7));
    const headers = await signedHeaders([other, secret], id, new Date(timestamp * 1000 + 400), body);
    expect(headers['webhook-id']).toBe(id);
    expect(headers['webhook-timestamp']).toBe(String(timestamp));
    expect(headers['webhook-signature']?.split(' ')).toEqual([await signature(other, id, timestamp, body), published.signature]);
  });

  it('is by a secret of 32 bytes that says what it is', () => {
    expect(secretOf(new Uint8Array(32))).toBe(`whsec_${'A'.repeat(43)}=`);
  });
});
