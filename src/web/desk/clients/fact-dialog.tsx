import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ContactCard } from '../../../http/desk/clients/client-card.ts';
import type { Facts } from '../../../http/desk/clients/facts.ts';
import type { FactInput } from '../../../http/desk/clients/record-fact.ts';
import { moneyText } from '../../../texts/money.ts';
import { usePage } from '../frame/page.ts';
import { FormDialog } from '../kit/form-dialog.tsx';
import { Choice, FormField } from '../kit/form-field.tsx';
import { minorUnits } from '../kit/money.ts';
import { dayOf, type FactDraft, type FactMistake, kindsFor, readFact } from './fact-draft.ts';
import { kindInWords } from './fact-line.tsx';

export interface FactDialogProps {
  readonly begun: FactDraft;
  readonly known: Facts;
  readonly contacts: readonly ContactCard[];
  readonly close: () => void;
  readonly tell: (draft: FactDraft, fact: FactInput) => void;
}

const means = ['call', 'email', 'message', 'visit'] as const;

/** A deal, a payment or outreach, told by hand. What is wrong is said when it is tried, all of it. */
export function FactDialog({ begun, known, contacts, close, tell }: FactDialogProps): JSX.Element {
  const { t, now } = usePage();
  const [draft, setDraft] = useState(begun);
  const [mistakes, setMistakes] = useState<ReadonlySet<FactMistake>>(new Set());
  const change = (part: Partial<FactDraft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setMistakes(new Set());
  };
  const submit = (): void => {
    const read = readFact(draft, now());
    if (read.ok) tell(draft, read.fact);
    else setMistakes(read.mistakes);
  };
  const { type } = draft;
  return (
    <FormDialog
      title={t(`facts.${type}`)}
      name="fact"
      close={close}
      send={submit}
      submit={{ words: t('facts.save'), name: 'fact-save' }}
      trouble={{
        words: mistakes.size === 0 ? null : [...mistakes].map((each) => t(`facts.${each}.wrong`)).join(' '),
        name: 'fact-mistakes',
      }}
    >
      {type === 'outreach' ? (
        <Outreach draft={draft} contacts={contacts} change={change} />
      ) : (
        <Money draft={draft} known={known} change={change} />
      )}
      <FormField label={t('facts.day')}>
        <input
          class="input"
          type="date"
          max={dayOf(now())}
          value={draft.day}
          data-testid="fact-day"
          onInput={(event) => change({ day: event.currentTarget.value })}
        />
      </FormField>
      {(type === 'deal' ? (['unrepresentative', 'project'] as const) : []).map((each) => (
        <label key={each} class="tick">
          <input
            type="checkbox"
            checked={draft[each]}
            data-testid={`fact-${each}`}
            onChange={(event) => change({ [each]: event.currentTarget.checked })}
          />
          <span>{t(`facts.${each}`)}</span>
        </label>
      ))}
    </FormDialog>
  );
}

interface PartProps {
  readonly draft: FactDraft;
  readonly change: (part: Partial<FactDraft>) => void;
}

function Money({ draft, known, change }: PartProps & { readonly known: Facts }): JSX.Element {
  const { t, language } = usePage();
  const { line, amount, currency, kind, type } = draft;
  const code = currency.trim().toUpperCase();
  const read = minorUnits(amount, code);
  return (
    <>
      <FormField label={t('facts.line')}>
        {known.lines.length > 0 ? (
          <Choice
            name="fact-line"
            value={line}
            all={known.lines.map((each) => [each, each] as const)}
            choose={(chosen) => change({ line: chosen })}
          />
        ) : (
          <input
            class="input"
            maxLength={100}
            value={line}
            data-testid="fact-line"
            onInput={(event) => change({ line: event.currentTarget.value })}
          />
        )}
      </FormField>
      {type === 'payment' ? (
        <FormField label={t('facts.kind')}>
          <Choice
            name="fact-kind"
            value={kind}
            all={kindsFor(known).map((each) => [each, kindInWords(t, each)] as const)}
            choose={(chosen) => change({ kind: chosen })}
          />
        </FormField>
      ) : null}
      <div class="fact-money">
        <FormField
          label={t('facts.amount')}
          hint={read === null ? '' : t('facts.amount.read', { amount: moneyText(language, read, code) })}
        >
          <input
            class="input"
            inputMode="decimal"
            autocomplete="off"
            maxLength={30}
            value={amount}
            data-testid="fact-amount"
            onInput={(event) => change({ amount: event.currentTarget.value })}
          />
        </FormField>
        <FormField label={t('facts.currency')}>
          <input
            class="input"
            maxLength={3}
            autocomplete="off"
            autocapitalize="characters"
            value={currency}
            data-testid="fact-currency"
            onInput={(event) => change({ currency: event.currentTarget.value })}
          />
        </FormField>
      </div>
    </>
  );
}

function Outreach({ draft, contacts, change }: PartProps & { readonly contacts: readonly ContactCard[] }): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <FormField label={t('facts.means')}>
        <Choice
          name="fact-means"
          value={draft.means}
          all={means.map((each) => [each, t(`facts.means.${each}`)] as const)}
          choose={(chosen) => change({ means: chosen })}
        />
      </FormField>
      {contacts.length === 0 ? null : (
        <FormField label={t('facts.contact')}>
          <Choice
            name="fact-contact"
            value={draft.contact}
            all={[['', t('facts.contact.any')] as const, ...contacts.map((each) => [each.id, each.name ?? t('contact.unnamed')] as const)]}
            choose={(chosen) => change({ contact: chosen })}
          />
        </FormField>
      )}
    </>
  );
}
