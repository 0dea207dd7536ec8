import { describe, expect, it } from 'vitest';
import { detailOf, recogniseDetail } from '../../src/domain/contact-detail.ts';

describe('what is typed into one field', () => {
  it.each([
    ['+7 912 345-67-89', '+79123456789'],
    ['8 (912) 345 67 89', '+79123456789'],
    ['79123456789', '+79123456789'],
    ['912 345 67 89', '+79123456789'],
    ['+44 20 7946 0958', '+442079460958'],
    ['0044 20 7946 0958', '+442079460958'],
  ])('%s is the phone number %s', (typed, value) => expect(recogniseDetail(typed)).toEqual({ kind: 'phone', value }));

  it.each([
    ['anna@client.example', 'anna@client.example'],
    ['  Anna.K+shop@Client.EXAMPLE ', 'Anna.K+shop@client.example'],
    ['почта@пример.рф', 'почта@пример.рф'],
  ])('%s is the e-mail %s', (typed, value) => expect(recogniseDetail(typed)).toEqual({ kind: 'email', value }));

  it.each([
    ['@anna_k', '@anna_k'],
    ['https://t.me/anna_k', '@anna_k'],
    ['t.me/Anna2/', '@Anna2'],
  ])('%s is the Telegram name %s', (typed, value) => expect(recogniseDetail(typed)).toEqual({ kind: 'telegram', value }));

  it.each([
    '',
    'anna',
    '12345',
    '+7 912',
    'call me 8 912 345 67 89',
    'a@b',
    'a b@c.example',
    '.a@c.example',
    '@ab',
    '@1anna',
    '+0123456789',
    `${'9'.repeat(300)}`,
  ])('%j is none of them', (typed) => expect(recogniseDetail(typed)).toBeNull());

  it('is taken for what it was said to be, or not at all', () => {
    expect(detailOf('telegram', 'anna_k')).toEqual({ kind: 'telegram', value: '@anna_k' });
    expect(detailOf('phone', 'anna@client.example')).toBeNull();
    expect(detailOf('email', '+79123456789')).toBeNull();
  });
});
