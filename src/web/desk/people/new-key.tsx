import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Scope } from '../../../domain/scope.ts';
import { usePage } from '../frame/page.ts';
import { CopyField } from '../kit/copy-field.tsx';
import { ChecksField, TextField } from '../kit/field.tsx';
import { Form, useForm } from '../kit/form.tsx';

interface NewKeyProps {
  /** scopes I may give */
  readonly grantable: readonly Scope[];
  readonly close: () => void;
  readonly made: () => void;
}

interface Values {
  readonly name: string;
  readonly allowed: readonly Scope[];
}

export function NewKey({ grantable, close, made }: NewKeyProps): JSX.Element {
  const { t, api } = usePage();
  const [secret, setSecret] = useState<string | null>(null);
  const form = useForm<Values>({
    values: { name: '', allowed: [] },
    check: ({ name, allowed }) => (name.trim() === '' || allowed.length === 0 ? t('api-keys.missing') : null),
    async send({ name, allowed }) {
      const answer = await api('POST /keys', { body: { name: name.trim(), scopes: allowed } });
      if (answer.ok) {
        setSecret(answer.value.secret);
        made();
      }
      return answer;
    },
  });
  if (secret !== null) return <Secret secret={secret} close={close} />;
  return (
    <Form
      form={form}
      class="form panel"
      submit={{ words: t('api-keys.create'), name: 'key-create' }}
      actions={
        <button type="button" class="button quiet" onClick={close}>
          {t('action.cancel')}
        </button>
      }
    >
      <TextField label={t('api-keys.name')} name="key-name" dir="auto" maxLength={100} value={form.values.name} set={form.set('name')} />
      <ChecksField
        label={t('api-keys.scopes')}
        name="scope"
        class="ticks ticks-wide"
        all={grantable.map((each) => [each, <ScopeWords key={each} scope={each} />])}
        value={form.values.allowed}
        set={form.set('allowed')}
      />
    </Form>
  );
}

function ScopeWords({ scope }: { readonly scope: Scope }): JSX.Element {
  const { t } = usePage();
  return (
    <>
      {t(`scope.${scope}`)} <code class="muted">{scope}</code>
    </>
  );
}

/** Shows the key itself, once. */
function Secret({ secret, close }: { readonly secret: string; readonly close: () => void }): JSX.Element {
  const { t } = usePage();
  return (
    <div class="form panel">
      <CopyField value={secret} label={t('api-keys.title')} name="key-secret" />
      <p role="status">{t('api-keys.once')}</p>
      <div class="form-actions">
        <button type="button" class="button" onClick={close}>
          {t('action.close')}
        </button>
      </div>
    </div>
  );
}
