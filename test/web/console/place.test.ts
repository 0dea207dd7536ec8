import { describe, expect, it } from 'vitest';
import { type Place, readPlace, statusFilters, views, writePlace } from '../../../src/web/console/place.ts';

describe('the place in the address', () => {
  it('starts at my open conversations', () => {
    expect(readPlace('')).toEqual({ view: 'mine', status: 'open', conversation: null, panel: null });
  });

  it('survives a reload, whatever it is', () => {
    const conversations = [null, '0198c0de-0000-7000-8000-000000000001'];
    for (const view of views) {
      for (const status of statusFilters) {
        for (const conversation of conversations) {
          const place: Place = { view, status, conversation, panel: conversation === null ? null : 'card' };
          expect(readPlace(writePlace(place))).toEqual(place);
        }
      }
    }
  });

  it('leaves out what goes without saying', () => {
    expect(writePlace({ view: 'queue', status: 'open', conversation: null, panel: null })).toBe('?view=queue');
  });

  it('forgives what it does not know', () => {
    expect(readPlace('?view=theirs&status=lost&c=&panel=card')).toEqual({ view: 'mine', status: 'open', conversation: null, panel: null });
  });

  it('keeps a hostile id a mere value', () => {
    const place: Place = { view: 'all', status: 'any', conversation: 'x&view=mine#"><script>', panel: null };
    expect(readPlace(writePlace(place))).toEqual(place);
  });
});
