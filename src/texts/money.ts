import type { Language } from '../domain/language.ts';

/** Places behind the point, as the currency has them: 2 for most, 0 for yen, 3 for dinars. Null: it is none. */
export function digitsOf(currency: string): number | null {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return null;
  }
}

/** `1 250 000` minor units of RUB as `12 500,00 ₽`; the code of a currency nobody knows behind the bare number. */
export function moneyText(language: Language, minor: number, currency: string): string {
  const digits = digitsOf(currency);
  if (digits === null) return `${minor} ${currency}`;
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(minor / 10 ** digits);
}
