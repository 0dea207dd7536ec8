import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayClient, stepClient } from '../../flows/client.ts';
import type { ClientEffect, ClientEvent } from '../../src/domain/client-event.ts';
import type { FlowState } from '../../src/domain/decision.ts';
import type { HandoverRule } from '../../src/domain/product-line.ts';

const second: HandoverRule = { payment: { kind: 'monthly', nth: 2 } };
const deal = (line = 'a', rule: HandoverRule = second, unrepresentative = false): ClientEvent => ({
  type: 'deal',
  line,
  rule,
  unrepresentative,
});
const payment = (line = 'a', kind = 'monthly', count: 1 | -1 = 1): ClientEvent => ({ type: 'payment', line, rule: second, kind, count });
const handed = (line = 'a'): ClientEvent => ({ type: 'handed-over', line });
const timer = (key: string): ClientEvent => ({ type: 'timer', key });

function after(...events: readonly ClientEvent[]) {
  let state: FlowState | null = null;
  let stage = 'prospect';
  const effects: ClientEffect[] = [];
  for (const event of events) {
    const decision = stepClient(state, event);
    ({ state, stage } = decision);
    effects.push(...decision.effects);
  }
  return { stage, effects: effects.filter((each) => each.type === 'begin' || each.type === 'due') };
}

describe('a client', () => {
  it('begins the initial period with the first deal, and is due with the payment that ends it', () => {
    expect(after(deal(), payment())).toEqual({ stage: 'initial', effects: [{ type: 'begin', line: 'a', rule: second }] });
    expect(after(deal(), payment(), payment(), payment()).effects.slice(1)).toEqual([{ type: 'due', line: 'a', why: 'payment' }]);
  });

  it('is not due while a payment was cancelled', () => {
    expect(after(deal(), payment(), payment('a', 'monthly', -1), payment()).effects).toHaveLength(1);
  });

  it('is due with the second deal where the first says nothing of those to come', () => {
    const first: HandoverRule = { deal: 1 };
    expect(after(deal('a', first)).effects).toContainEqual({ type: 'due', line: 'a', why: 'deal' });
    expect(after(deal('a', first, true)).effects).toHaveLength(1);
    expect(after(deal('a', first, true), deal('a', first)).effects).toContainEqual({ type: 'due', line: 'a', why: 'deal' });
  });

  it('is due when its months are over, or when an early wish is granted', () => {
    expect(after(deal('a', { months: 3 }), timer('period:a')).effects).toContainEqual({ type: 'due', line: 'a', why: 'months' });
    expect(after(deal(), { type: 'hurried', line: 'a' }).effects).toContainEqual({ type: 'due', line: 'a', why: 'asked' });
  });

  it('is served once handed over, also while another product line begins', () => {
    expect(after(deal(), payment(), payment(), handed()).stage).toBe('served');
    expect(after(deal(), payment(), payment(), handed(), deal('b'), payment('b'), payment('b'))).toMatchObject({
      stage: 'served',
      effects: [{ type: 'begin' }, { type: 'due' }, { type: 'begin', line: 'b' }, { type: 'due', line: 'b' }],
    });
  });

  it('grows dormant and is lost when nothing is heard of it; a sign of life brings it back', () => {
    const served: ClientEvent[] = [{ type: 'stated', stage: 'served' }];
    expect(after(...served, timer('quiet')).stage).toBe('dormant');
    expect(after(...served, timer('quiet'), { type: 'usage' }).stage).toBe('served');
    expect(after(...served, timer('quiet'), timer('gone')).stage).toBe('lost');
    expect(after(...served, timer('quiet'), timer('gone'), deal()).stage).toBe('initial');
  });

  it('is what somebody says it is', () => {
    expect(after(deal(), { type: 'stated', stage: 'lost' }).stage).toBe('lost');
  });
});

it('whatever happens, each product line begins once and is due at most once, and the log replays to the state', () => {
  const event = fc.oneof(
    fc.constantFrom('a', 'b').map((line) => deal(line)),
    fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom<1 | -1>(1, -1)).map(([line, count]) => payment(line, 'monthly', count)),
    fc.constantFrom('a', 'b').map(handed),
    fc.constantFrom('quiet', 'gone', 'period:a').map(timer),
    fc.constant<ClientEvent>({ type: 'usage' }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      const { effects } = after(...events);
      for (const line of ['a', 'b']) {
        for (const type of ['begin', 'due'] as const) {
          expect(effects.filter((each) => each.type === type && each.line === line).length).toBeLessThanOrEqual(1);
        }
      }
      let state: FlowState | null = null;
      for (const each of events) state = stepClient(state, each).state;
      expect(replayClient(events)).toEqual(state);
    }),
  );
});
