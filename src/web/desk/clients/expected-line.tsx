import type { JSX } from 'preact';
import type { Language } from '../../../domain/language.ts';
import type { ExpectedPayments } from '../../../http/desk/clients/expected-payments.ts';
import { moneyText } from '../../../texts/money.ts';
import { usePage } from '../frame/page.ts';

export type ExpectedOne = ExpectedPayments['payments'][number];

/** Names an expected payment: when, and how much. */
export function expectedText(language: Language, { due, amount, currency }: ExpectedOne): string {
  return `${dayText(language, due)} · ${moneyText(language, amount, currency)}`;
}

/** One payment, what came for it, and whether invoice and documents are with the client; `mark`: somebody may note that. */
export function ExpectedLine({ payment, mark }: { readonly payment: ExpectedOne; readonly mark: (() => void) | null }): JSX.Element {
  const { t, language } = usePage();
  const { currency, paid, state, productLine, invoice, documentsAt } = payment;
  const money = (minor: number): string => moneyText(language, minor, currency);
  const invoiced = invoice === null ? '' : ` · ${t('expected.invoice.said', { number: invoice })}`;
  const documents =
    documentsAt === null
      ? t('expected.documents.none')
      : t('expected.documents.arrived', { day: new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(documentsAt)) });
  return (
    <li class={state === 'late' ? 'expected trouble' : 'expected'} data-state={state}>
      <span>{expectedText(language, payment)}</span>
      <span class="muted" dir="auto">
        {productLine} · {t(`expected.${state}`, { paid: money(paid) })}
        {invoiced}
      </span>
      {state === 'paid' ? null : (
        <span class="muted" data-testid="expected-documents">
          {documents}
          {mark === null ? null : (
            <>
              {' '}
              <button type="button" class="link-button" data-testid="expected-mark" onClick={mark}>
                {t('expected.mark')}
              </button>
            </>
          )}
        </span>
      )}
    </li>
  );
}

/** A day of the calendar, in words. */
export function dayText(language: string, day: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}
