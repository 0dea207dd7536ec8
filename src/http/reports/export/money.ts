/** How many digits minor units of a currency have: 2 of RUB, 0 of JPY. */
export function digitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Minor units as an amount: 200050 RUB are 2000.5. */
export function toMajor(minor: number, currency: string): number {
  return minor / 10 ** digitsOf(currency);
}
