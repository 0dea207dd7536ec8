import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressesIn, detailOf, endsSo, phoneEnds, recogniseDetail } from '../../src/domain/contact-detail.ts';

describe('what is typed into one field', () => {
  it.each([
    ['+7 912 345-67-89', '+79123456789'],
    ['8 (912) 345 67 89', '+79123456789'],
    ['+8 (912) 345-67-89', '+79123456789'],
    ['+84 95 123 4567', '+84951234567'],
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

describe('R5: a phone in a text, by how it ends', () => {
  const leads = (typed: string, whole: string) => phoneEnds(typed).some((end) => endsSo(whole, end));

  it.each([
    ['8 (921) 555-00-11', '+79215550011'],
    ['мне звонили с +8 921 555-00-11', '+79215550011'],
    ['921 5550011', '+79215550011'],
    ['+7 921 555 00 11, Анна', '+79215550011'],
    ['мой 89215550011.', '+79215550011'],
    ['030/123 45 67', '+49301234567'],
    ['00 49 30 1234567', '+49301234567'],
    ['8 029 123-45-67', '+375291234567'],
    ['12 34 56 78', '+4512345678'],
    ['(415) 555-2671', '+14155552671'],
  ])('%s is %s', (typed, whole) => {
    expect(leads(typed, whole)).toBe(true);
  });

  it.each([
    ['555-00-11', '+79215550011'],
    ['звонили 3 раза', '+79215550011'],
    ['9215550012', '+79215550011'],
  ])('%s is not', (typed, whole) => {
    expect(leads(typed, whole)).toBe(false);
  });

  it('of any country, written at home or abroad, leads to itself', () => {
    const digits = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1_000_000, max: 999_999_999 }));
    fc.assert(
      fc.property(digits, fc.constantFrom('+', '00', 'home', 'trunk'), fc.constantFrom('', ' ', '-'), ([country, own], way, gap) => {
        const national = String(own).split('').join(gap);
        const typed = way === 'home' ? national : way === 'trunk' ? `0${gap}${national}` : `${way}${country}${gap}${national}`;
        expect(leads(typed, `+${country}${own}`)).toBe(true);
      }),
    );
  });
});

describe('R5: addresses that stand in a text', () => {
  it('are read in one spelling', () => {
    expect(addressesIn('писали на Anna@Example.COM, а ещё @Green_Garden!')).toEqual([
      { kind: 'email', value: 'anna@example.com' },
      { kind: 'telegram', value: '@green_garden' },
    ]);
  });
});
