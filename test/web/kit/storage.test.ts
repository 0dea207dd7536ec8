import { describe, expect, it } from 'vitest';
import { storageOrMemory } from '../../../src/web/kit/storage.ts';
import { fakeStorage } from '../storage.ts';

const refuse = (): never => {
  throw new DOMException('full', 'QuotaExceededError');
};

describe('storage', () => {
  it('is the browser’s, so that what another tab does there is seen', () => {
    const browser = fakeStorage();
    const storage = storageOrMemory(() => browser);
    storage.setItem('draft', 'one');
    browser.removeItem('draft');
    expect(storage.getItem('draft')).toBeNull();
  });

  it('keeps what does not fit for as long as the page lives', () => {
    const full = { ...fakeStorage(), length: 0, setItem: refuse };
    const storage = storageOrMemory(() => full);
    storage.setItem('draft', 'one');
    expect(storage.getItem('draft')).toBe('one');
    storage.removeItem('draft');
    expect(storage.getItem('draft')).toBeNull();
  });
});
