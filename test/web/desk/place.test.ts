import { describe, expect, it } from 'vitest';
import {
  type Place,
  pages,
  readPlace,
  sameList,
  startPlace,
  statusFilters,
  views,
  writePlace,
} from '../../../src/web/desk/frame/address.ts';

describe('the place in the address', () => {
  it('starts at my open conversations', () => {
    expect(readPlace('')).toEqual(startPlace);
  });

  it('survives a reload, whatever it is', () => {
    const conversations = [null, '0198c0de-0000-7000-8000-000000000001'];
    for (const view of views) {
      for (const status of statusFilters) {
        for (const conversation of conversations) {
          const place: Place = { ...startPlace, view, status, conversation, panel: conversation === null ? null : 'card' };
          expect(readPlace(writePlace(place))).toEqual(place);
        }
      }
    }
  });

  it('leaves out what goes without saying', () => {
    expect(writePlace({ ...startPlace, view: 'queue', filters: { size: '' } })).toBe('?view=queue');
  });

  it('forgives what it does not know', () => {
    expect(readPlace('?view=theirs&status=lost&c=&panel=card')).toEqual(startPlace);
  });

  it('keeps a hostile id a mere value', () => {
    const place: Place = { ...startPlace, view: 'all', status: 'any', conversation: 'x&view=mine#"><script>' };
    expect(readPlace(writePlace(place))).toEqual(place);
  });

  it('keeps what the list is narrowed to, and tells one list from another by it', () => {
    const place: Place = { ...startPlace, view: 'all', filters: { department: 'client', waiting: 'yes' } };
    expect(writePlace(place)).toBe('?view=all&department=client&waiting=yes');
    expect(readPlace(writePlace(place))).toEqual(place);
    expect(sameList(place, { ...place, conversation: 'c1' })).toBe(true);
    expect(sameList(place, { ...place, filters: { department: 'client' } })).toBe(false);
  });

  it('keeps every page with what it asked for', () => {
    for (const page of pages.filter((each) => each !== 'desk')) {
      const place: Place = { ...startPlace, page, query: { q: 'счёт & акт', sort: '-capacity' } };
      expect(readPlace(writePlace(place))).toEqual(place);
    }
  });

  it('takes a page it does not know for the inbox', () => {
    expect(readPlace('?page=payroll&q=x')).toEqual(startPlace);
  });
});
