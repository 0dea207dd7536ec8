import { describe, expect, test } from 'vitest';
import { storageOrMemory } from '../../../src/web/kit/storage.ts';
import { createDraft } from '../../../src/web/widget/draft.ts';
import { createMemory } from '../../../src/web/widget/memory.ts';
import { fakeStorage } from '../storage.ts';
import { pending } from './messages.ts';

describe('what outlives the page', () => {
  test('keeps unsent messages in the order they were written, tabs never overwriting each other', () => {
    const browser = fakeStorage();
    const [one, two] = [createMemory(browser, 'https://desk.example'), createMemory(browser, 'https://desk.example')];
    one.keepPending('-', pending('b', { at: 2 }));
    two.keepPending('-', pending('a', { at: 1 }));
    expect(one.pending('-').map((each) => each.id)).toEqual(['a', 'b']);
    two.dropPending('b');
    expect(one.pending('-').map((each) => each.id)).toEqual(['a']);
  });

  test('never shows one person’s messages or session to another, nor one desk’s to another', () => {
    const browser = fakeStorage();
    const memory = createMemory(browser, 'https://desk.example');
    memory.keepPending('person anna', pending('a'));
    memory.keepRenewal('person anna', 'secret');
    expect(memory.pending('-')).toEqual([]);
    expect(memory.renewal('person boris')).toBeNull();
    expect(createMemory(browser, 'https://other.example').renewal('person anna')).toBeNull();
  });

  test('survives nonsense in the storage', () => {
    const browser = fakeStorage();
    const memory = createMemory(browser, 'o');
    memory.keepPending('-', pending('a', { choice: { question: 'who', option: 'me' } }));
    const key = browser.key(0) ?? '';
    browser.setItem(`${key}1`, '{');
    browser.setItem(`${key}2`, '{"id":1}');
    browser.setItem('okno o - seen', 'many');
    expect(memory.pending('-')).toEqual([pending('a', { choice: { question: 'who', option: 'me' } })]);
    expect(memory.seen('-')).toBeNull();
  });

  test('lives as long as the page where storage is forbidden', () => {
    const memory = createMemory(
      storageOrMemory(() => {
        throw new Error('forbidden');
      }),
      'o',
    );
    memory.keepRenewal('-', 'r');
    expect(memory.renewal('-')).toBe('r');
    memory.keepRenewal('-', null);
    expect(memory.renewal('-')).toBeNull();
  });

  test('keeps what was typed for who typed it, until it is sent, and survives nonsense there, too', () => {
    const tab = fakeStorage();
    createDraft(tab, 'o').write('person anna', 'Dear');
    expect(createDraft(tab, 'o').read('person anna')).toBe('Dear');
    expect(createDraft(tab, 'o').read('-')).toBe('');
    expect(createDraft(tab, 'other').read('person anna')).toBe('');
    createDraft(tab, 'o').write('person anna', '');
    expect(tab.length).toBe(0);
    for (const nonsense of ['{', 'null', '{"whose":"-","text":1}']) {
      tab.setItem('okno o draft', nonsense);
      expect(createDraft(tab, 'o').read('-')).toBe('');
    }
  });
});
