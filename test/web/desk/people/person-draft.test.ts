import { describe, expect, it } from 'vitest';
import { changeOf, draftOf } from '../../../../src/web/desk/people/person-draft.ts';
import { colleague } from '../samples.ts';

describe('the draft of a colleague’s card', () => {
  const anna = colleague();

  it('changes nothing when nothing was changed', () => {
    expect(changeOf(anna, draftOf(anna))).toBeNull();
    expect(changeOf(anna, { ...draftOf(anna), name: ' Anna ' })).toBeNull();
  });

  it('sends only what was changed, so that two people’s changes do not meet', () => {
    expect(changeOf(anna, { ...draftOf(anna), capacity: '0,5', deputy: 's2' })).toEqual({ capacity: 0.5, deputy: 's2' });
  });

  it('takes an emptied field for none', () => {
    expect(changeOf(colleague({ deputy: { id: 's2', name: 'Ben' } }), { ...draftOf(anna), deputy: '' })).toEqual({ deputy: null });
  });
});
