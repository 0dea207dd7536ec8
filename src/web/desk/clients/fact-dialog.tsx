import type { JSX } from 'preact';
import type { ContactCard } from '../../../http/desk/clients/client-card.ts';
import type { Facts } from '../../../http/desk/clients/facts.ts';
import type { FactInput } from '../../../http/desk/clients/record-fact.ts';
import { moneyText } from '../../../texts/money.ts';
import { dayKey } from '../../kit/calendar.ts';
import { usePage } from '../frame/page.ts';
import { FormDialog } from '../kit/dialog-form.tsx';
import { CheckField, ChoiceField, DateField, TextField } from '../kit/field.tsx';
import { type FormState, useForm } from '../kit/form.tsx';
import { minorUnits } from '../kit/money.ts';
import { type FactDraft, kindsFor, readFact } from './fact-draft.ts';
import { kindInWords } from './fact-line.tsx';

export interface FactDialogProps {
  readonly begun: FactDraft;
  readonly known: Facts;
  readonly contacts: readonly ContactCard[];
  readonly close: () => void;
  readonly record: (draft: FactDraft, fact: FactInput) => void;
}

const means = ['call', 'email', 'message', 'visit'] as const;
const marks = ['unrepresentative', 'project'] as const;

/** Takes a deal, a payment or outreach by hand. It says what is wrong when it is tried, all of it. */
export function FactDialog({ begun, known, contacts, close, record }: FactDialogProps): JSX.Element {
  const { t, now } = usePage();
  const form = useForm<FactDraft>({
    values: begun,
    check(draft) {
      const read = readFact(draft, now());
      return read.ok ? null : [...read.mistakes].map((each) => t(`facts.${each}.wrong`)).join(' ');
    },
    send(draft) {
      const read = readFact(draft, now());
      if (read.ok) record(draft, read.fact);
      return null;
    },
  });
  const { values, set } = form;
  return (
    <FormDialog
      title={t(`facts.${begun.type}`)}
      name="fact"
      close={close}
      form={form}
      submit={{ words: t('facts.save'), name: 'fact-save' }}
      troubleName="fact-mistakes"
    >
      {begun.type === 'outreach' ? <Outreach form={form} contacts={contacts} /> : <Money form={form} known={known} />}
      <DateField label={t('facts.day')} name="fact-day" max={dayKey(now())} value={values.day} set={set('day')} />
      {(begun.type === 'deal' ? marks : []).map((each) => (
        <CheckField key={each} label={t(`facts.${each}`)} name={`fact-${each}`} value={values[each]} set={set(each)} />
      ))}
    </FormDialog>
  );
}

interface PartProps {
  readonly form: FormState<FactDraft>;
}

interface MoneyProps extends PartProps {
  readonly known: Facts;
}

function Money({ form, known }: MoneyProps): JSX.Element {
  const { t } = usePage();
  const { values, set } = form;
  return (
    <>
      <Line form={form} known={known} />
      {values.type === 'payment' ? (
        <ChoiceField
          label={t('facts.kind')}
          name="fact-kind"
          value={values.kind}
          all={kindsFor(known).map((each) => [each, kindInWords(t, each)] as const)}
          set={set('kind')}
        />
      ) : null}
      <Amount form={form} />
    </>
  );
}

function Line({ form: { values, set }, known }: MoneyProps): JSX.Element {
  const { t } = usePage();
  const field = { label: t('facts.line'), name: 'fact-line', value: values.line, set: set('line') };
  if (known.lines.length === 0) return <TextField {...field} maxLength={100} />;
  return <ChoiceField {...field} all={known.lines.map((each) => [each, each] as const)} />;
}

/** Shows what was typed, and how it is read: a comma may part thousands or minor units. */
function Amount({ form: { values, set } }: PartProps): JSX.Element {
  const { t, language } = usePage();
  const code = values.currency.trim().toUpperCase();
  const read = minorUnits(values.amount, code);
  return (
    <div class="fact-money">
      <TextField
        label={t('facts.amount')}
        hint={read === null ? '' : t('facts.amount.read', { amount: moneyText(language, read, code) })}
        name="fact-amount"
        inputMode="decimal"
        autocomplete="off"
        maxLength={30}
        value={values.amount}
        set={set('amount')}
      />
      <TextField
        label={t('facts.currency')}
        name="fact-currency"
        maxLength={3}
        autocomplete="off"
        autocapitalize="characters"
        value={values.currency}
        set={set('currency')}
      />
    </div>
  );
}

function Outreach({ form: { values, set }, contacts }: PartProps & { readonly contacts: readonly ContactCard[] }): JSX.Element {
  const { t } = usePage();
  const named = contacts.map((each) => [each.id, each.name ?? t('contact.unnamed')] as const);
  return (
    <>
      <ChoiceField
        label={t('facts.means')}
        name="fact-means"
        value={values.means}
        all={means.map((each) => [each, t(`facts.means.${each}`)] as const)}
        set={set('means')}
      />
      {named.length === 0 ? null : (
        <ChoiceField
          label={t('facts.contact')}
          name="fact-contact"
          value={values.contact}
          all={[['', t('facts.contact.any')] as const, ...named]}
          set={set('contact')}
        />
      )}
    </>
  );
}
