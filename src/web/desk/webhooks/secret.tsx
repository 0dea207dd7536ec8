import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';
import { CopyField } from '../kit/copy-field.tsx';

interface SecretProps {
  readonly secret: string;
  /** how long it is seen, and what becomes of the one before */
  readonly words: string;
  readonly close: () => void;
}

/** Shows an endpoint's secret, once. */
export function Secret({ secret, words, close }: SecretProps): JSX.Element {
  const { t } = usePage();
  return (
    <div class="form panel">
      <CopyField value={secret} label={t('webhooks.secret')} name="webhook-secret" />
      <p role="status">{words}</p>
      <div class="form-actions">
        <button type="button" class="button" onClick={close}>
          {t('action.close')}
        </button>
      </div>
    </div>
  );
}
