import { describe, expect, it } from 'vitest';
import { createTyping } from '../../../../src/web/desk/conversations/typing.ts';
import { fakeApi } from '../fake-api.ts';

describe('writing an answer', () => {
  it('is told once in four seconds, and at once in another conversation', () => {
    let at = 0;
    const told: string[] = [];
    const typing = createTyping({
      api: fakeApi({
        'POST /conversations/:id/typing': ({ params: { id } }) => {
          told.push(`${id} ${at}`);
          return Promise.reject(new Error('offline'));
        },
      }),
      now: () => at,
    });
    for (at of [0, 1000, 3999, 4000, 5000]) typing('one');
    typing('two');
    expect(told).toEqual(['one 0', 'one 4000', 'two 5000']);
  });
});
