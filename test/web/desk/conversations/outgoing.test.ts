import { describe, expect, it } from 'vitest';
import { accepted, heads, interrupted, refused, retried, settled } from '../../../../src/web/desk/conversations/outgoing.ts';
import { message, outgoing } from '../samples.ts';

const own = (seq: number, text = 'On my way') => message(seq, { author: 'specialist', name: 'Anna', text });
const keys = (all: readonly { readonly key: string }[]): string[] => all.map((each) => each.key);

describe('a message on its way', () => {
  it('goes when its own place is on the screen', () => {
    const sent = accepted([outgoing({ text: 'as typed' })], 'key-1', 7);
    expect(settled(sent, [own(7, 'as stored')], 'Anna')).toEqual([]);
  });

  it('stays shown as sent until then', () => {
    const sent = accepted([outgoing()], 'key-1', 7);
    expect(settled(sent, [message(6)], 'Anna')).toEqual(sent);
    expect(sent[0]?.state).toBe('sent');
  });

  it('goes when its copy comes before the answer', () => {
    expect(settled([outgoing()], [own(4)], 'Anna')).toEqual([]);
  });

  it('is not taken for the same words said earlier, by another, to another audience or in another conversation', () => {
    const others = [
      own(3),
      { ...own(4), name: 'Boris' },
      { ...own(5), audience: 'internal' as const },
      { ...own(6), conversation: 'finance' },
      message(7, { text: 'On my way', name: 'Anna' }),
    ];
    expect(settled([outgoing()], others, 'Anna')).toHaveLength(1);
  });

  it('shares no copy with its twin', () => {
    const twins = [outgoing({ key: 'a' }), outgoing({ key: 'b' })];
    expect(keys(settled(twins, [own(4)], 'Anna'))).toEqual(['b']);
    expect(settled(twins, [own(4), own(5)], 'Anna')).toEqual([]);
  });

  it('keeps its key when it is tried again', () => {
    const failed = refused([outgoing()], 'key-1', { code: 'not-in-charge', message: '', status: 409 });
    expect(failed[0]).toMatchObject({ state: 'failed', problem: { code: 'not-in-charge' } });
    expect(retried(failed, 'key-1')[0]).toMatchObject({ key: 'key-1', state: 'sending', problem: null });
  });
});

describe('sending', () => {
  it('takes one at a time of each conversation, in the order written', () => {
    const all = [outgoing({ key: 'a' }), outgoing({ key: 'b' }), outgoing({ key: 'c', conversation: 'c2' })];
    expect(keys(heads(all))).toEqual(['a', 'c']);
  });

  it('goes past what failed', () => {
    expect(keys(heads([outgoing({ key: 'a', state: 'failed' }), outgoing({ key: 'b' })]))).toEqual(['b']);
  });

  it('that a reload cut off is offered again, never lost and never repeated by itself', () => {
    const restored = interrupted([outgoing({ key: 'a' }), outgoing({ key: 'b', state: 'sent', seq: 9 })]);
    expect(restored).toHaveLength(1);
    expect(restored[0]).toMatchObject({ key: 'a', state: 'failed', problem: { code: 'interrupted' } });
  });
});
