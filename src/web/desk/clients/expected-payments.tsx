import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientCard } from '../../../http/desk/clients/client-card.ts';
import { moneyText } from '../../../texts/money.ts';
import { usePage } from '../frame/page.ts';
import { useRead } from '../kit/use-read.ts';
import { dayText, ExpectedLine, type ExpectedOne, expectedText } from './expected-line.tsx';
import { MarkDialog } from './mark-dialog.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { changedSchedule, newSchedule, type Schedule, type ScheduleDraft } from './schedule-draft.ts';
import { Section } from './section.tsx';

/** Lists what the client is to pay, late ones marked, and by what that is expected; whoever may tell of payments changes it (R32). */
export function ExpectedPayments({ client }: { readonly client: ClientCard }): JSX.Element | null {
  const { t, api, newKey } = usePage();
  const params = { id: client.id };
  const read = useRead(`expected ${client.id}`, 'conversations', () => api('GET /clients/:id/expected-payments', { params }));
  const [draft, setDraft] = useState<ScheduleDraft | null>(null);
  const [marked, setMarked] = useState<ExpectedOne | null>(null);
  const known = read.value;
  if (known === null || (known.payments.length === 0 && known.schedules.length === 0 && !known.may.schedule)) return null;
  return (
    <Section title={t('expected.title')}>
      <ul class="facts" data-testid="expected">
        {known.payments.map((each) => (
          <ExpectedLine key={each.key} payment={each} mark={known.may.schedule && each.state !== 'paid' ? () => setMarked(each) : null} />
        ))}
      </ul>
      {known.payments.length === 0 ? <p class="muted">{t('expected.none')}</p> : null}
      <ul class="facts" data-testid="schedules">
        {known.schedules.map((each) => (
          <Expecting
            key={each.newest}
            schedule={each}
            change={known.may.schedule ? () => setDraft(changedSchedule(newKey(), known.today, each)) : null}
          />
        ))}
      </ul>
      {known.may.schedule ? (
        <button type="button" class="link-button" data-testid="schedule-new" onClick={() => setDraft(newSchedule(newKey(), known))}>
          {t('schedule.new')}
        </button>
      ) : null}
      {draft === null ? null : (
        <ScheduleDialog
          begun={draft}
          lines={known.lines}
          close={() => setDraft(null)}
          send={async (body) => {
            const answer = await api('POST /clients/:id/schedules', { params, body });
            if (answer.ok) setDraft(null);
            // Also when somebody else was first: what they made of it is what can be changed now.
            read.again();
            return answer;
          }}
        />
      )}
      {marked === null ? null : <Marking payment={marked} client={client.id} close={() => setMarked(null)} again={read.again} />}
    </Section>
  );
}

interface MarkingProps {
  readonly payment: ExpectedOne;
  readonly client: string;
  readonly close: () => void;
  readonly again: () => void;
}

/** Notes the invoice and the arrival of the documents of one payment. */
function Marking({ payment, client, close, again }: MarkingProps): JSX.Element {
  const { t, api, language } = usePage();
  const { schedule, due } = payment;
  return (
    <MarkDialog
      payment={payment}
      title={t('expected.mark.of', { what: expectedText(language, payment) })}
      close={close}
      send={async (body) => {
        const answer = await api('PATCH /clients/:id/expected-payments/:schedule/:due', { params: { id: client, schedule, due }, body });
        if (answer.ok) close();
        again();
        return answer;
      }}
    />
  );
}

/** A schedule in words: how much, when, from and until when. */
function Expecting({ schedule, change }: { readonly schedule: Schedule; readonly change: (() => void) | null }): JSX.Element {
  const { t, language } = usePage();
  const { productLine, recurrence, amount, currency, from, until } = schedule;
  const day = (each: string): string => dayText(language, each);
  const when =
    'monthly' in recurrence
      ? t('schedule.said.monthly', { day: recurrence.monthly })
      : 'dates' in recurrence
        ? t('schedule.said.dates', { days: recurrence.dates.map(day).join(', ') })
        : t('schedule.said.once', { day: day(recurrence.once) });
  const words = amount === 0 ? t('schedule.said.over') : `${moneyText(language, amount, currency)} ${when}`;
  return (
    <li data-testid="schedule-line">
      <span dir="auto">
        {productLine}: {words}
      </span>
      <span class="muted">
        {t('schedule.said.from', { from: day(from), ends: until === null ? 'no' : 'yes', until: until === null ? '' : day(until) })}
        {change === null ? null : (
          <>
            {' '}
            <button type="button" class="link-button" data-testid="schedule-change" onClick={change}>
              {t('schedule.edit')}
            </button>
          </>
        )}
      </span>
    </li>
  );
}
