import { describe, expect, it } from 'vitest';
import { moneyText } from '../../../../src/texts/money.ts';
import { minorUnits } from '../../../../src/web/desk/kit/money.ts';

describe('an amount as it is typed', () => {
  it.each([
    ['12500', 'RUB', 1_250_000],
    ['12 500,50', 'RUB', 1_250_050],
    ['12\u00a0500.5', 'RUB', 1_250_050],
    ['12,500.50', 'USD', 1_250_050],
    ['12.500,50', 'EUR', 1_250_050],
    ['1,250,000', 'USD', 125_000_000],
    ['12,500', 'USD', 1_250_000],
    ['0,07', 'RUB', 7],
    ['1500', 'JPY', 1500],
    ['1.250', 'KWD', 1250],
    ['9007199254740.99', 'RUB', 900_719_925_474_099],
  ])('%j of %s is %i minor units', (typed, currency, minor) => {
    expect(minorUnits(typed, currency)).toBe(minor);
  });

  it.each([
    ['', 'RUB'],
    ['сто', 'RUB'],
    ['-5', 'RUB'],
    ['1.234', 'руб'],
    ['12,5005', 'RUB'],
    ['1.5', 'JPY'],
    ['1,25,000', 'USD'],
    ['1.250,000.50', 'USD'],
    ['99999999999999', 'RUB'],
  ])('%j of %s is none', (typed, currency) => {
    expect(minorUnits(typed, currency)).toBeNull();
  });
});

it('is shown as the reader writes it', () => {
  expect(moneyText('en', 1_250_050, 'USD')).toBe('$12,500.50');
  expect(moneyText('ru', 1_250_050, 'RUB')).toBe('12\u00a0500,50\u00a0₽');
  expect(moneyText('en', 1500, 'JPY')).toBe('¥1,500');
});
