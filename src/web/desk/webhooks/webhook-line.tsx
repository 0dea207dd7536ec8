import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { usePage } from '../frame/page.ts';
import { fullTime } from '../kit/time.ts';
import { Trouble } from '../kit/trouble.tsx';
import { useAttempt } from '../kit/use-attempt.ts';
import { Secret } from './secret.tsx';
import { WebhookForm } from './webhook-form.tsx';
import type { Webhook } from './webhooks-page.tsx';

interface WebhookLineProps {
  readonly webhook: Webhook;
  readonly again: () => void;
}

/** An endpoint: how it is with it, and what can be done about it. */
export function WebhookLine({ webhook, again }: WebhookLineProps): JSX.Element {
  const { t } = usePage();
  const [editing, setEditing] = useState(false);
  const [secret, setSecret] = useState<{ readonly secret: string; readonly words: string } | null>(null);
  if (editing) {
    return (
      <li>
        <WebhookForm webhook={webhook} close={() => setEditing(false)} done={again} />
      </li>
    );
  }
  return (
    <li class="line line-tall webhook" data-testid="webhook">
      <span class="line-main">
        <strong dir="auto">{webhook.name}</strong>
        <span class="excerpt" dir="ltr">
          {webhook.url}
        </span>
        <Standing webhook={webhook} />
      </span>
      <Deeds webhook={webhook} again={again} edit={() => setEditing(true)} shown={setSecret} />
      {secret === null ? null : <Secret {...secret} close={() => setSecret(null)} />}
      <span class="visually-hidden">{t('webhooks.hears', { count: webhook.types.length })}</span>
    </li>
  );
}

function Standing({ webhook }: { readonly webhook: Webhook }): JSX.Element {
  const { t, language } = usePage();
  const { status, pausedFor, failingSince, waiting, failed, types } = webhook;
  const words = status === 'active' ? t('webhooks.active') : t(`webhooks.paused.${pausedFor ?? 'hand'}`);
  return (
    <span class="muted">
      <span class={`chip ${status === 'active' ? '' : 'chip-bad'}`} data-testid="webhook-status">
        {words}
      </span>{' '}
      {[
        t('webhooks.hears', { count: types.length }),
        t('webhooks.waiting', { count: waiting }),
        t('webhooks.failed', { count: failed }),
        ...(failingSince === null ? [] : [t('webhooks.failing', { since: fullTime(language, new Date(failingSince)) })]),
      ].join(' · ')}
    </span>
  );
}

interface DeedsProps extends WebhookLineProps {
  readonly edit: () => void;
  readonly shown: (secret: { readonly secret: string; readonly words: string }) => void;
}

function Deeds({ webhook, again, edit, shown }: DeedsProps): JSX.Element {
  const { t, api, desk, language } = usePage();
  const { trouble, busy, attempt } = useAttempt();
  const [said, setSaid] = useState<string | null>(null);
  const params = { id: webhook.id };
  const test = () =>
    attempt(async () => {
      const answer = await api('POST /webhooks/:id/test', { params });
      if (answer.ok) setSaid(t('webhooks.tested'));
      again();
      return answer;
    });
  const turn = () =>
    attempt(async () => {
      const answer = await api('PATCH /webhooks/:id', { params, body: { status: webhook.status === 'active' ? 'paused' : 'active' } });
      again();
      return answer;
    });
  const rotate = () =>
    attempt(async () => {
      const answer = await api('POST /webhooks/:id/secret', { params });
      if (answer.ok && answer.value.secret !== null) {
        const until = fullTime(language, new Date(answer.value.formerSecretUntil));
        shown({ secret: answer.value.secret, words: t('webhooks.once.former', { until }) });
      }
      return answer;
    });
  const remove = () =>
    attempt(async () => {
      const answer = await api('DELETE /webhooks/:id', { params });
      again();
      return answer;
    });
  return (
    <div class="row-actions">
      <button type="button" class="button" data-testid="webhook-log" onClick={() => desk.go({ query: { hook: webhook.id } })}>
        {t('webhooks.log')}
      </button>
      <button type="button" class="button quiet" data-testid="webhook-test" disabled={busy} onClick={() => void test()}>
        {t('webhooks.test')}
      </button>
      <button type="button" class="button quiet" data-testid="webhook-turn" disabled={busy} onClick={() => void turn()}>
        {t(webhook.status === 'active' ? 'webhooks.pause' : 'webhooks.resume')}
      </button>
      <button type="button" class="button quiet" data-testid="webhook-edit" onClick={edit}>
        {t('webhooks.edit')}
      </button>
      <Sure name="webhook-rotate" words={t('webhooks.rotate')} sure={t('webhooks.rotate.sure')} act={rotate} />
      <Sure name="webhook-remove" words={t('webhooks.remove')} sure={t('webhooks.remove.sure')} act={remove} />
      <p role="status" class="muted">
        {said}
      </p>
      <Trouble problem={trouble} name="webhook-trouble" />
    </div>
  );
}

interface SureProps {
  readonly name: string;
  readonly words: string;
  readonly sure: string;
  readonly act: () => Promise<void>;
}

/** Takes a second tap for what cannot be taken back. */
function Sure({ name, words, sure, act }: SureProps): JSX.Element {
  const [asked, setAsked] = useState(false);
  const tap = async (): Promise<void> => {
    if (!asked) return setAsked(true);
    await act();
    setAsked(false);
  };
  return (
    <button type="button" class={`button ${asked ? 'danger' : 'quiet'}`} data-testid={name} onClick={() => void tap()}>
      {asked ? sure : words}
    </button>
  );
}
