import type { JSX } from 'preact';
import { languages } from '../../../domain/language.ts';
import type { Consent } from '../../../domain/policy.ts';
import { usePage } from '../frame/page.ts';
import { CheckField, TextArea, TextField } from '../kit/field.tsx';
import { Mistakes } from './mistakes.tsx';

export interface ConsentProps {
  readonly consent: Consent | null;
  readonly may: boolean;
  readonly mistakes: ReadonlyMap<string, string>;
  /** null: nobody is asked */
  readonly change: (consent: Consent | null) => void;
}

const fresh: Consent = { required: true, version: '1', text: { ru: '', en: '' } };

/** Edits how clients agree to the processing of personal data (R31). */
export function PolicyConsent({ consent, may, mistakes, change }: ConsentProps): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <CheckField
        label={t('policy.consent.on')}
        name="consent-on"
        disabled={!may}
        value={consent !== null}
        set={(on) => change(on ? fresh : null)}
      />
      {consent === null ? null : <Fields consent={consent} may={may} change={change} />}
      <Mistakes words={['version', 'text', 'url'].flatMap((each) => mistakes.get(`consent.${each}`) ?? [])} />
    </>
  );
}

function Fields({ consent, may, change }: Pick<ConsentProps, 'may' | 'change'> & { readonly consent: Consent }): JSX.Element {
  const { t } = usePage();
  const { url, ...rest } = consent;
  return (
    <>
      <CheckField
        label={t('policy.consent.required')}
        name="consent-required"
        disabled={!may}
        value={consent.required}
        set={(required) => change({ ...consent, required })}
      />
      <TextField
        label={t('policy.consent.version')}
        name="consent-version"
        class="input number-input"
        maxLength={100}
        disabled={!may}
        value={consent.version}
        set={(version) => change({ ...consent, version })}
      />
      {languages.map((each) => (
        <TextArea
          key={each}
          label={t(`policy.consent.text.${each}`)}
          name={`consent-text-${each}`}
          rows={3}
          maxLength={2000}
          lang={each}
          disabled={!may}
          value={consent.text[each]}
          set={(text) => change({ ...consent, text: { ...consent.text, [each]: text } })}
        />
      ))}
      <TextField
        label={t('policy.consent.url')}
        name="consent-url"
        type="url"
        maxLength={2000}
        disabled={!may}
        value={url ?? ''}
        set={(typed) => change(typed === '' ? rest : { ...rest, url: typed })}
      />
    </>
  );
}
