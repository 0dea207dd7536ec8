import type { JSX } from 'preact';
import { languages } from '../../../domain/language.ts';
import type { Consent } from '../../../domain/policy.ts';
import { usePage } from '../frame/page.ts';
import { FormField } from '../kit/form-field.tsx';

export interface ConsentProps {
  readonly consent: Consent | null;
  readonly may: boolean;
  readonly mistakes: ReadonlyMap<string, string>;
  /** null: nobody is asked */
  readonly change: (consent: Consent | null) => void;
}

const fresh: Consent = { required: true, version: '1', text: { ru: '', en: '' } };

/** Agreement to the processing of personal data (R31). */
export function PolicyConsent({ consent, may, mistakes, change }: ConsentProps): JSX.Element {
  const { t } = usePage();
  const wrong = ['version', 'text', 'url'].flatMap((each) => mistakes.get(`consent.${each}`) ?? []);
  return (
    <>
      <label class="tick">
        <input
          type="checkbox"
          checked={consent !== null}
          disabled={!may}
          data-testid="consent-on"
          onChange={(event) => change(event.currentTarget.checked ? fresh : null)}
        />
        <span>{t('policy.consent.on')}</span>
      </label>
      {consent === null ? null : <Fields consent={consent} may={may} change={change} />}
      {wrong.map((each) => (
        <p key={each} class="trouble">
          {each}
        </p>
      ))}
    </>
  );
}

function Fields({ consent, may, change }: Pick<ConsentProps, 'may' | 'change'> & { readonly consent: Consent }): JSX.Element {
  const { t } = usePage();
  const { url, ...rest } = consent;
  return (
    <>
      <label class="tick">
        <input
          type="checkbox"
          checked={consent.required}
          disabled={!may}
          data-testid="consent-required"
          onChange={(event) => change({ ...consent, required: event.currentTarget.checked })}
        />
        <span>{t('policy.consent.required')}</span>
      </label>
      <FormField label={t('policy.consent.version')}>
        <input
          class="input number-input"
          maxLength={100}
          disabled={!may}
          value={consent.version}
          data-testid="consent-version"
          onInput={(event) => change({ ...consent, version: event.currentTarget.value })}
        />
      </FormField>
      {languages.map((each) => (
        <FormField key={each} label={t(`policy.consent.text.${each}`)}>
          <textarea
            class="input"
            rows={3}
            maxLength={2000}
            lang={each}
            disabled={!may}
            value={consent.text[each]}
            data-testid={`consent-text-${each}`}
            onInput={(event) => change({ ...consent, text: { ...consent.text, [each]: event.currentTarget.value } })}
          />
        </FormField>
      ))}
      <FormField label={t('policy.consent.url')}>
        <input
          class="input"
          type="url"
          maxLength={2000}
          disabled={!may}
          value={url ?? ''}
          data-testid="consent-url"
          onInput={(event) => change(event.currentTarget.value === '' ? rest : { ...rest, url: event.currentTarget.value })}
        />
      </FormField>
    </>
  );
}
