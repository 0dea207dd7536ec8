import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBudget } from '../../../src/slack/api/budget.ts';

const published = { 'users.list': 20, 'chat.update': 50, 'conversations.history': 50, 'users.info': 100, 'views.publish': 100 } as const;
const methods = Object.keys(published) as (keyof typeof published)[];

function budgetAt(start = 0) {
  const clock = { at: start };
  return { clock, budget: createBudget(() => clock.at) };
}

describe('the budget of a method', () => {
  it('is never more in any minute than Slack allows, however it is asked for, and whoever asks again when told to goes', () => {
    const asks = fc.array(fc.record({ method: fc.constantFrom(...methods), after: fc.nat(400) }), { minLength: 200, maxLength: 600 });
    fc.assert(
      fc.property(asks, (all) => {
        const { clock, budget } = budgetAt();
        const went = new Map<keyof typeof published, number[]>(methods.map((each) => [each, []]));
        for (const { method, after } of all) {
          clock.at += after;
          const waitMs = budget.take(method);
          if (waitMs > 0) {
            clock.at += waitMs;
            expect(budget.take(method)).toBe(0);
          }
          went.get(method)?.push(clock.at);
        }
        for (const [method, times] of went)
          for (const [i, at] of times.entries()) expect(at - (times[i - published[method]] ?? -60_000)).toBeGreaterThanOrEqual(60_000);
      }),
      { numRuns: 30 },
    );
  });

  it('is its own: one that is used up holds no other back, nor do posts, which are counted by channel', () => {
    const { budget } = budgetAt();
    while (budget.take('chat.update') === 0);
    expect(budget.take('chat.delete')).toBe(0);
    expect(Array.from({ length: 500 }, () => budget.take('chat.postMessage')).every((each) => each === 0)).toBe(true);
  });

  it('is closed for as long as Slack says when it refuses all the same', () => {
    const { clock, budget } = budgetAt();
    budget.refused('users.info', 30_000);
    clock.at = 29_000;
    expect(budget.take('users.info')).toBe(1000);
    expect(budget.take('users.list')).toBe(0);
    clock.at = 30_000;
    expect(budget.take('users.info')).toBe(0);
  });
});
