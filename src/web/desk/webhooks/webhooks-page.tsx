import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AnswerAt } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { Empty } from '../kit/empty.tsx';
import { Icon } from '../kit/icon.tsx';
import { useRead } from '../kit/use-read.ts';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookLine } from './webhook-line.tsx';
import { WebhookLog } from './webhook-log.tsx';

export type Webhook = AnswerAt<'GET /webhooks'>['webhooks'][number];

const docs = 'https://www.standardwebhooks.com';

/** Lists where the company's systems are told of what happens, with the log of one beside it. */
export function WebhooksPage(): JSX.Element {
  const { t, api, state, desk } = usePage();
  const read = useRead('webhooks', 'company', () => api('GET /webhooks'));
  const [making, setMaking] = useState(false);
  const [link, after] = t('webhooks.text', { link: '\u0001' }).split('\u0001');
  const shown = read.value?.webhooks.find((each) => each.id === state.address.query['hook']);
  return (
    <PageFrame
      name="webhooks"
      title={t('webhooks.title')}
      actions={
        making || read.value === null ? null : (
          <button type="button" class="button primary" data-testid="webhook-add" onClick={() => setMaking(true)}>
            <Icon name="plus" />
            <span class="button-words">{t('webhooks.add')}</span>
          </button>
        )
      }
    >
      <p class="muted page-text">
        {link}
        <a href={docs} rel="noreferrer">
          Standard Webhooks
        </a>
        {after}
      </p>
      <Loaded read={read}>
        {({ webhooks }) => (
          <>
            {making ? <WebhookForm close={() => setMaking(false)} done={read.again} /> : null}
            {webhooks.length === 0 && !making ? <Empty title={t('webhooks.none')} text={t('webhooks.none.text')} /> : null}
            <ul class="rows">
              {webhooks.map((each) => (
                <WebhookLine key={each.id} webhook={each} again={read.again} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
      {shown === undefined ? null : (
        <WebhookLog key={shown.id} webhook={shown} changed={read.again} close={() => desk.go({ query: {} }, 'over')} />
      )}
    </PageFrame>
  );
}
