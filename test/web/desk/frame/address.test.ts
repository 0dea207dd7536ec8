import { describe, expect, it } from 'vitest';
import {
  type Address,
  pages,
  readAddress,
  sameList,
  startAddress,
  statusFilters,
  views,
  writeAddress,
} from '../../../../src/web/desk/frame/address.ts';

describe('the address', () => {
  it('starts at my open conversations', () => {
    expect(readAddress('')).toEqual(startAddress);
  });

  it('survives a reload, whatever it is', () => {
    const conversations = [null, '0198c0de-0000-7000-8000-000000000001'];
    for (const view of views) {
      for (const status of statusFilters) {
        for (const conversation of conversations) {
          const address: Address = { ...startAddress, view, status, conversation, panel: conversation === null ? null : 'card' };
          expect(readAddress(writeAddress(address))).toEqual(address);
        }
      }
    }
  });

  it('leaves out what goes without saying', () => {
    expect(writeAddress({ ...startAddress, view: 'queue', filters: { size: '' } })).toBe('?view=queue');
  });

  it('forgives what it does not know', () => {
    expect(readAddress('?view=theirs&status=lost&c=&panel=card')).toEqual(startAddress);
  });

  it('keeps a hostile id a mere value', () => {
    const address: Address = { ...startAddress, view: 'all', status: 'any', conversation: 'x&view=mine#"><script>' };
    expect(readAddress(writeAddress(address))).toEqual(address);
  });

  it('keeps what the list is narrowed to, and tells one list from another by it', () => {
    const address: Address = { ...startAddress, view: 'all', filters: { department: 'client', waiting: 'yes' } };
    expect(writeAddress(address)).toBe('?view=all&department=client&waiting=yes');
    expect(readAddress(writeAddress(address))).toEqual(address);
    expect(sameList(address, { ...address, conversation: 'c1' })).toBe(true);
    expect(sameList(address, { ...address, filters: { department: 'client' } })).toBe(false);
  });

  it('keeps every page with what it asked for', () => {
    for (const page of pages.filter((each) => each !== 'desk')) {
      const address: Address = { ...startAddress, page, query: { q: 'счёт & акт', sort: '-capacity' } };
      expect(readAddress(writeAddress(address))).toEqual(address);
    }
  });

  it('takes a page it does not know for the inbox', () => {
    expect(readAddress('?page=payroll&q=x')).toEqual(startAddress);
  });
});
