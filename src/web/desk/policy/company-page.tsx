import type { JSX } from 'preact';
import { isCurrency } from '../../../domain/currency.ts';
import { type Language, languages } from '../../../domain/language.ts';
import type { CompanyView } from '../../../http/desk/policy/company.ts';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { ChoiceField, TextField } from '../kit/field.tsx';
import { Form, useForm } from '../kit/form.tsx';
import { fullTimeIn } from '../kit/time.ts';
import { useRead } from '../kit/use-read.ts';

/** Shows what the company says of itself: its name, whose days and months are counted, its currency and language. */
export function CompanyPage(): JSX.Element {
  const { t, api } = usePage();
  const read = useRead('company', 'company', () => api('GET /company'));
  return (
    <PageFrame name="company" title={t('profile.title')}>
      <p class="muted page-text">{t('profile.text')}</p>
      <Loaded read={read}>{(company) => <Profile key={company.version} company={company} again={read.again} />}</Loaded>
    </PageFrame>
  );
}

function Profile({ company, again }: { readonly company: CompanyView; readonly again: () => void }): JSX.Element {
  const { t, api, language } = usePage();
  const { now, may, version } = company;
  const form = useForm({
    values: {
      name: company.name ?? '',
      timeZone: company.timeZone ?? '',
      currency: company.currency ?? '',
      language: company.language ?? ('' as Language | ''),
    },
    check: ({ timeZone }) => (timeZone.trim() === '' || isZone(timeZone.trim()) ? null : t('profile.zone.wrong')),
    async send(values) {
      const given = (text: string): string | null => (text.trim() === '' ? null : text.trim());
      const wish = { name: given(values.name), timeZone: given(values.timeZone), currency: given(values.currency) };
      const answer = await api('PUT /company', { body: { version, ...wish, language: values.language === '' ? null : values.language } });
      if (answer.ok) again();
      return answer;
    },
  });
  const { values, set } = form;
  return (
    <Form form={form} {...(may.change ? { submit: { words: t('profile.save'), name: 'profile-save' } } : {})}>
      <fieldset class="form settings" disabled={!may.change}>
        <TextField
          label={t('profile.name')}
          hint={t('profile.name.hint')}
          name="profile-name"
          maxLength={200}
          value={values.name}
          set={set('name')}
        />
        <ZoneField now={now} value={values.timeZone} set={set('timeZone')} />
        <ChoiceField
          label={t('profile.currency')}
          hint={t('profile.currency.hint')}
          name="profile-currency"
          value={values.currency}
          all={currenciesFor(language, t('profile.currency.none'))}
          set={set('currency')}
        />
        <ChoiceField
          label={t('profile.language')}
          hint={t('profile.language.hint')}
          name="profile-language"
          value={values.language}
          all={[['', t('profile.language.none')], ...languages.map((each) => [each, t(`profile.language.${each}`)] as const)]}
          set={set('language')}
        />
      </fieldset>
    </Form>
  );
}

interface ZoneFieldProps {
  readonly now: CompanyView['now'];
  readonly value: string;
  readonly set: (value: string) => void;
}

/** Takes a zone by its name, of a list; says which one counts, and from when on a new one will. */
function ZoneField({ now, value, set }: ZoneFieldProps): JSX.Element {
  const { t, language } = usePage();
  return (
    <>
      <TextField
        label={t('profile.zone')}
        hint={t('profile.zone.hint', { zone: now.timeZone, today: dayText(language, now.today) })}
        name="profile-zone"
        list="time-zones"
        autocomplete="off"
        placeholder={now.timeZone}
        value={value}
        set={set}
      />
      <datalist id="time-zones">
        {Intl.supportedValuesOf('timeZone').map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      {now.next === null ? null : (
        <p class="muted" data-testid="profile-zone-next">
          {t('profile.zone.next', { zone: now.next.timeZone, from: fullTimeIn(language, new Date(now.next.from), now.next.timeZone) })}
        </p>
      )}
    </>
  );
}

/** What the server takes, which this browser may know under another name. */
function isZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).format() !== '';
  } catch {
    return false;
  }
}

function currenciesFor(language: Language, none: string): (readonly [string, string])[] {
  const names = new Intl.DisplayNames(language, { type: 'currency' });
  const codes = Intl.supportedValuesOf('currency').filter(isCurrency);
  return [['', none], ...codes.map((code) => [code, `${code} · ${names.of(code) ?? code}`] as const)];
}

function dayText(language: Language, day: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}
