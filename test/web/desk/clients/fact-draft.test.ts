import { describe, expect, it } from 'vitest';
import { type FactDraft, newFact, readFact } from '../../../../src/web/desk/clients/fact-draft.ts';

const now = new Date('2026-03-02T09:00:00Z');
const known = { lines: ['subscription'], kinds: ['yearly'], currency: 'RUB' };
const draft = (type: FactDraft['type'], more: Partial<FactDraft> = {}) => ({ ...newFact(type, 'k1', now, known), ...more });

describe('a fact told by hand', () => {
  it('begins with what is usual', () => {
    expect(draft('payment')).toMatchObject({ day: '2026-03-02', line: 'subscription', kind: 'yearly', currency: 'RUB' });
  });

  it('is read in minor units; one of today happened now, an earlier one at noon', () => {
    expect(readFact(draft('deal', { amount: '12 500,50', unrepresentative: true }), now)).toEqual({
      ok: true,
      fact: {
        type: 'deal',
        key: 'k1',
        at: now.toISOString(),
        amount: 1_250_050,
        currency: 'RUB',
        productLine: 'subscription',
        unrepresentative: true,
        project: false,
      },
    });
    const earlier = readFact(draft('outreach', { day: '2026-02-27' }), now);
    expect(earlier.ok && earlier.fact).toMatchObject({
      type: 'outreach',
      means: 'call',
      contact: null,
      at: new Date('2026-02-27T12:00').toISOString(),
    });
  });

  it('says everything that is wrong at once', () => {
    const read = readFact(draft('payment', { amount: 'сто', line: ' ', day: '2026-03-03' }), now);
    expect(!read.ok && [...read.mistakes]).toEqual(['day', 'line', 'amount']);
    const foreign = readFact(draft('payment', { amount: '5', currency: 'руб' }), now);
    expect(!foreign.ok && [...foreign.mistakes]).toEqual(['currency']);
  });
});
