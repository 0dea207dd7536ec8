import type { JSX } from 'preact';
import type { ClientCard } from '../../../http/desk/clients/client-card.ts';
import type { ExpectedPayments as Expected } from '../../../http/desk/clients/expected-payments.ts';
import { moneyText } from '../../../texts/money.ts';
import { usePage } from '../frame/page.ts';
import { useRead } from '../kit/use-read.ts';
import { Section } from './section.tsx';

/** Lists what the client is to pay, quietly: late ones are marked (R32). Nothing where nothing is expected. */
export function ExpectedPayments({ client }: { readonly client: ClientCard }): JSX.Element | null {
  const { t, api } = usePage();
  const read = useRead(`expected ${client.id}`, 'conversations', () =>
    api('GET /clients/:id/expected-payments', { params: { id: client.id } }),
  );
  const payments = read.value?.payments ?? [];
  if (payments.length === 0) return null;
  return (
    <Section title={t('expected.title')}>
      <ul class="facts" data-testid="expected">
        {payments.map((each) => (
          <Payment key={each.key} payment={each} />
        ))}
      </ul>
    </Section>
  );
}

function Payment({ payment }: { readonly payment: Expected['payments'][number] }): JSX.Element {
  const { t, language } = usePage();
  const { due, amount, currency, paid, state, productLine } = payment;
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${due}T00:00:00Z`));
  const money = (minor: number): string => moneyText(language, minor, currency);
  return (
    <li class={state === 'late' ? 'expected trouble' : 'expected'} data-state={state}>
      <span>
        {day} · {money(amount)}
      </span>
      <span class="muted" dir="auto">
        {productLine} · {t(`expected.${state}`, { paid: money(paid) })}
      </span>
    </li>
  );
}
