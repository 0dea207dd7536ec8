import { describe, expect, it } from 'vitest';
import { createDrafts } from '../../../../src/web/desk/conversations/drafts.ts';
import { storageOrMemory } from '../../../../src/web/kit/storage.ts';
import { fakeStorage } from '../../storage.ts';

const broken = () => {
  throw new DOMException('storage is off', 'SecurityError');
};

describe('drafts', () => {
  it('are kept for each conversation and mode', () => {
    const drafts = createDrafts(storageOrMemory(broken), () => 's1');
    drafts.write('c1', 'reply', 'to the client');
    drafts.write('c1', 'note', 'to colleagues');
    expect(drafts.read('c1', 'reply')).toBe('to the client');
    expect(drafts.read('c1', 'note')).toBe('to colleagues');
    expect(drafts.read('c2', 'reply')).toBe('');
  });

  it('go when the text is sent', () => {
    const storage = fakeStorage();
    const drafts = createDrafts(
      storageOrMemory(() => storage),
      () => 's1',
    );
    drafts.write('c1', 'reply', 'half a word');
    expect(storage.length).toBe(1);
    drafts.write('c1', 'reply', '');
    expect(storage.length).toBe(0);
  });

  it('are one person’s own on a computer that several share', () => {
    let person = 's1';
    const drafts = createDrafts(storageOrMemory(broken), () => person);
    drafts.write('c1', 'reply', 'mine');
    person = 's2';
    expect(drafts.read('c1', 'reply')).toBe('');
    person = 's1';
    expect(drafts.read('c1', 'reply')).toBe('mine');
  });
});
