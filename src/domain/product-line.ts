/** When a client of a product line moves from sales to the client department (R17): after a deal, a payment of a kind, or a time. */
export type HandoverRule =
  | { readonly deal: number }
  | { readonly payment: { readonly kind: string; readonly nth: number } }
  | { readonly months: number };

export interface ProductLine {
  readonly handover: HandoverRule;
}
