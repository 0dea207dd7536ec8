/** Codes of ISO 4217, as the platform has them. */
const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Whether there is such a currency: `RUB` is one, three capitals alone are not. */
export function isCurrency(code: string): boolean {
  return codes.has(code);
}
