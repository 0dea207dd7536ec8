import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type AnnouncementType, announcementTypes } from '../../../domain/announcement.ts';
import { usePage } from '../frame/page.ts';
import { ChecksField, TextField } from '../kit/field.tsx';
import { Form, useForm } from '../kit/form.tsx';
import { Secret } from './secret.tsx';
import type { Webhook } from './webhooks-page.tsx';

interface WebhookFormProps {
  /** absent: a new one */
  readonly webhook?: Webhook;
  readonly close: () => void;
  readonly done: () => void;
}

interface Values {
  readonly name: string;
  readonly url: string;
  readonly types: readonly AnnouncementType[];
}

function useWebhook({ webhook, close, done }: WebhookFormProps) {
  const { t, api } = usePage();
  const [secret, setSecret] = useState<string | null>(null);
  const form = useForm<Values>({
    values: { name: webhook?.name ?? '', url: webhook?.url ?? '', types: webhook?.types ?? announcementTypes },
    check: ({ name, url, types }) => (name.trim() === '' || url.trim() === '' || types.length === 0 ? t('webhooks.missing') : null),
    async send({ name, url, types }) {
      const body = { name: name.trim(), url: url.trim(), types: [...types] };
      if (webhook === undefined) {
        const made = await api('POST /webhooks', { body });
        if (made.ok) setSecret(made.value.secret);
        if (made.ok) done();
        return made;
      }
      const changed = await api('PATCH /webhooks/:id', { params: { id: webhook.id }, body });
      if (changed.ok) done();
      if (changed.ok) close();
      return changed;
    },
  });
  return { form, secret };
}

/** Registers an endpoint, and shows its secret once; or changes one. */
export function WebhookForm(props: WebhookFormProps): JSX.Element {
  const { webhook, close } = props;
  const { t } = usePage();
  const { form, secret } = useWebhook(props);
  if (secret !== null) return <Secret secret={secret} words={t('webhooks.once')} close={close} />;
  return (
    <Form
      form={form}
      class="form panel"
      submit={{ words: t(webhook === undefined ? 'webhooks.create' : 'webhooks.save'), name: 'webhook-save' }}
      troubleName="webhook-trouble"
      actions={
        <button type="button" class="button quiet" onClick={close}>
          {t('action.cancel')}
        </button>
      }
    >
      <TextField
        label={t('webhooks.name')}
        name="webhook-name"
        dir="auto"
        maxLength={100}
        value={form.values.name}
        set={form.set('name')}
      />
      <TextField
        label={t('webhooks.url')}
        hint={t('webhooks.url.hint')}
        name="webhook-url"
        type="url"
        dir="ltr"
        maxLength={2000}
        value={form.values.url}
        set={form.set('url')}
      />
      <ChecksField
        label={t('webhooks.types')}
        name="webhook-type"
        class="ticks ticks-wide"
        all={announcementTypes.map((each) => [each, <TypeWords key={each} type={each} />])}
        value={form.values.types}
        set={form.set('types')}
      />
    </Form>
  );
}

function TypeWords({ type }: { readonly type: AnnouncementType }): JSX.Element {
  const { t } = usePage();
  return (
    <>
      {t(`webhooks.type.${type}`)} <code class="muted">{type}</code>
    </>
  );
}
