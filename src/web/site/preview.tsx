import type { JSX } from 'preact';
import type { Texts } from './texts.ts';

const bars = [34, 46, 40, 58, 52, 66, 61, 74, 70, 88, 82, 100];

/** Draws the product on a screen, so that nothing has to be loaded. */
export function Preview({ t }: { readonly t: Texts }): JSX.Element {
  return (
    <div class="preview" aria-hidden="true">
      <div class="bar">
        <i />
        <i />
        <i />
        <span>{t.mockTitle}</span>
      </div>
      <div class="sheet">
        <div class="figure">
          <p>{t.mockRevenue}</p>
          <strong>{t.mockRevenueValue}</strong>
          <em>{t.mockGrowth}</em>
          <svg aria-hidden="true" viewBox="0 0 240 72" preserveAspectRatio="none">
            {bars.map((height, index) => (
              <rect
                key={index}
                x={index * 20 + 2}
                y={72 - height * 0.72}
                width="14"
                height={height * 0.72}
                rx="4"
                class={index > 10 ? 'now' : ''}
              />
            ))}
          </svg>
        </div>
        <p class="list-title">{t.mockInvoices}</p>
        <Invoice who={t.mockOne} sum={t.mockOneSum} state={t.paid} paid />
        <Invoice who={t.mockTwo} sum={t.mockTwoSum} state={t.sent} />
        <Invoice who={t.mockThree} sum={t.mockThreeSum} state={t.paid} paid />
      </div>
    </div>
  );
}

interface InvoiceProps {
  readonly who: string;
  readonly sum: string;
  readonly state: string;
  readonly paid?: boolean;
}

function Invoice({ who, sum, state, paid = false }: InvoiceProps): JSX.Element {
  return (
    <div class="invoice">
      <span>{who}</span>
      <b>{sum}</b>
      <em class={paid ? 'paid' : ''}>{state}</em>
    </div>
  );
}
