import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AnswerAt } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { Drawer } from '../kit/drawer.tsx';
import { Empty } from '../kit/empty.tsx';
import { DateField } from '../kit/field.tsx';
import { More } from '../kit/more.tsx';
import { Segments } from '../kit/segments.tsx';
import { fullTime } from '../kit/time.ts';
import { Trouble } from '../kit/trouble.tsx';
import { useAttempt } from '../kit/use-attempt.ts';
import { usePages } from '../kit/use-pages.ts';
import type { Webhook } from './webhooks-page.tsx';

type Delivery = AnswerAt<'GET /webhooks/:id/deliveries'>['deliveries'][number];
const states = ['all', 'waiting', 'sent', 'failed'] as const;

interface WebhookLogProps {
  readonly webhook: Webhook;
  readonly changed: () => void;
  readonly close: () => void;
}

/** What was sent to an endpoint, what waits and what was given up, with what was answered. */
export function WebhookLog({ webhook, changed, close }: WebhookLogProps): JSX.Element {
  const { t, api, state: desk } = usePage();
  const state = states.find((each) => each === desk.address.query['state']) ?? 'all';
  const query = { ...(state === 'all' ? {} : { state }), limit: '30' };
  const read = usePages(`webhook ${webhook.id} ${state}`, 'company', (cursor) =>
    api('GET /webhooks/:id/deliveries', { params: { id: webhook.id }, query: { ...query, ...(cursor === null ? {} : { cursor }) } }),
  );
  const again = (): void => {
    read.again();
    changed();
  };
  const pages = [...(read.value === null ? [] : [read.value]), ...read.further];
  const deliveries = pages.flatMap((each) => each.deliveries);
  return (
    <Drawer title={t('webhooks.log.of', { name: webhook.name })} name="webhook" close={close}>
      <Segments label={t('webhooks.log.state')} name="state" all={states.map((each) => [each, t(`webhooks.log.${each}`)])} chosen={state} />
      <Replay webhook={webhook} again={again} />
      {read.value !== null && deliveries.length === 0 ? <Empty title={t('webhooks.log.none')} text={t('webhooks.log.none.text')} /> : null}
      <ul class="rows" data-testid="webhook-deliveries">
        {deliveries.map((each) => (
          <DeliveryItem key={each.id} webhook={webhook} delivery={each} again={again} />
        ))}
      </ul>
      <More more={read.more} />
    </Drawer>
  );
}

/** Sends all once more that was given up since a day. */
function Replay({ webhook, again }: Pick<DeliveryItemProps, 'webhook' | 'again'>): JSX.Element | null {
  const { t, api } = usePage();
  const { trouble, busy, attempt } = useAttempt();
  const [since, setSince] = useState('');
  const [count, setCount] = useState<number | null>(null);
  if (webhook.failed === 0 && count === null) return null;
  const replay = () =>
    attempt(async () => {
      const from = since === '' ? webhook.createdAt : new Date(`${since}T00:00`).toISOString();
      const answer = await api('POST /webhooks/:id/replay', { params: { id: webhook.id }, body: { since: from } });
      if (answer.ok) setCount(answer.value.replayed);
      again();
      return answer;
    });
  return (
    <div class="webhook-replay">
      <DateField label={t('webhooks.log.since')} name="webhook-since" value={since} set={setSince} />
      <button type="button" class="button" data-testid="webhook-replay-all" disabled={busy} onClick={() => void replay()}>
        {t('webhooks.log.again')}
      </button>
      <p role="status" class="muted">
        {count === null ? null : t('webhooks.log.replayed', { count })}
      </p>
      <Trouble problem={trouble} />
    </div>
  );
}

interface DeliveryItemProps {
  readonly webhook: Webhook;
  readonly delivery: Delivery;
  readonly again: () => void;
}

function DeliveryItem({ webhook, delivery, again }: DeliveryItemProps): JSX.Element {
  const { t, api, language } = usePage();
  const { trouble, busy, attempt } = useAttempt();
  const { status, nextAt, attempts } = delivery;
  const replay = () =>
    attempt(async () => {
      const params = { id: webhook.id, delivery: delivery.id };
      const answer = await api('POST /webhooks/:id/deliveries/:delivery/replay', { params });
      again();
      return answer;
    });
  return (
    <li class="webhook-delivery" data-testid="webhook-delivery">
      <p>
        <strong>{t(`webhooks.type.${delivery.type}`)}</strong>{' '}
        <span class={`chip ${status === 'failed' ? 'chip-bad' : ''}`}>{t(`webhooks.delivery.${status}`)}</span>
      </p>
      <p class="muted">
        <time dateTime={delivery.at}>{fullTime(language, new Date(delivery.at))}</time>
        {nextAt !== null && attempts > 0 ? ` · ${t('webhooks.delivery.next', { when: fullTime(language, new Date(nextAt)) })}` : null}
      </p>
      <details>
        <summary>{t('webhooks.delivery.tries', { count: delivery.tries.length })}</summary>
        <Tries delivery={delivery} />
      </details>
      {status === 'waiting' && attempts === 0 ? null : (
        <button type="button" class="link-button" data-testid="webhook-replay" disabled={busy} onClick={() => void replay()}>
          {t('webhooks.log.again')}
        </button>
      )}
      <Trouble problem={trouble} />
    </li>
  );
}

function Tries({ delivery }: { readonly delivery: Delivery }): JSX.Element {
  const { t, language } = usePage();
  return (
    <>
      <ul class="plain">
        {delivery.tries.map(({ at, ms, code, error }) => {
          const outcome = code === null ? t(`webhooks.error.${error ?? 'connection'}`) : t('webhooks.code', { code });
          return <li key={at}>{t('webhooks.try', { when: fullTime(language, new Date(at)), outcome, ms })}</li>;
        })}
      </ul>
      <p class="muted">
        <code>webhook-id {delivery.webhookId}</code>
      </p>
      {delivery.answer === null || delivery.answer === '' ? null : (
        <>
          <p class="muted">{t('webhooks.answer')}</p>
          <pre class="webhook-answer" dir="auto">
            {delivery.answer}
          </pre>
        </>
      )}
    </>
  );
}
