/** When a client of a product line moves from sales to the client department (R17): after a deal, a payment of a kind, or a time. */
export type HandoverRule =
  | { readonly deal: number }
  | { readonly payment: { readonly kind: string; readonly nth: number } }
  | { readonly months: number };

/** What a salesperson has of their clients' payments (R18), in percent; at most two places after the point count. */
export interface Commission {
  /** of payments of the initial period */
  readonly fullPercent: number;
  /** of those after it */
  readonly bonusPercent: number;
  /** … for so many months; for good when absent */
  readonly bonusMonths?: number;
}

export interface ProductLine {
  readonly handover: HandoverRule;
  readonly commission?: Commission;
}

/** What holds for a client in a product line, frozen when the initial period begins. */
export interface Terms {
  readonly handover: HandoverRule;
  /** null: no commission is paid */
  readonly commission: Commission | null;
}

/** A product line that the policy does not name: until the first deal (R17). */
const usual: ProductLine = { handover: { deal: 1 } };

export function termsOf(lines: Readonly<Record<string, ProductLine>> | undefined, line: string): Terms {
  const { handover, commission } = lines?.[line] ?? usual;
  return { handover, commission: commission ?? null };
}
