import type { JSX } from 'preact';
import type { HandoverRule, ProductLine } from '../../../domain/product-line.ts';
import { usePage } from '../frame/page.ts';
import { CheckField, ChoiceField, TextField } from '../kit/field.tsx';

interface Props {
  readonly line: ProductLine;
  readonly change: (line: ProductLine) => void;
}

const kinds = ['deal', 'payment', 'months'] as const;
type Kind = (typeof kinds)[number];

const kindOf = (rule: HandoverRule): Kind => ('deal' in rule ? 'deal' : 'months' in rule ? 'months' : 'payment');
const numberOf = (rule: HandoverRule): number => ('deal' in rule ? rule.deal : 'months' in rule ? rule.months : rule.payment.nth);

function ruleOf(kind: Kind, number: number, payment: string): HandoverRule {
  if (kind === 'deal') return { deal: number };
  return kind === 'months' ? { months: number } : { payment: { kind: payment, nth: number } };
}

const usual: Readonly<Record<Kind, number>> = { deal: 1, payment: 2, months: 3 };
const usualCommission = { fullPercent: 10, bonusPercent: 2 };

/** Asks when clients of a product line move, and for the commission on it. */
export function ProductLineFields({ line, change }: Props): JSX.Element {
  const { t } = usePage();
  const { handover, commission } = line;
  return (
    <div class="policy-line-row">
      <RuleFields line={line} change={change} />
      <CheckField
        label={t('policy.line.commission')}
        value={commission !== undefined}
        set={(on) => change(on ? { handover, commission: usualCommission } : { handover })}
      />
      {commission === undefined ? null : (
        <CommissionFields commission={commission} change={(next) => change({ ...line, commission: next })} />
      )}
    </div>
  );
}

function RuleFields({ line, change }: Props): JSX.Element {
  const { t } = usePage();
  const { handover } = line;
  const kind = kindOf(handover);
  const payment = 'payment' in handover ? handover.payment.kind : 'monthly';
  const set = (rule: HandoverRule): void => change({ ...line, handover: rule });
  return (
    <>
      <ChoiceField
        label={t('policy.line.rule')}
        name="line-rule"
        value={kind}
        all={kinds.map((each) => [each, t(`policy.line.${each}`)])}
        set={(chosen) => set(ruleOf(chosen, usual[chosen], payment))}
      />
      <Amount label={t('policy.line.number')} value={numberOf(handover)} set={(value) => set(ruleOf(kind, value ?? Number.NaN, payment))} />
      {kind === 'payment' ? (
        <TextField
          label={t('policy.line.kind')}
          maxLength={64}
          value={payment}
          set={(typed) => set(ruleOf('payment', numberOf(handover), typed))}
        />
      ) : null}
    </>
  );
}

type Commission = NonNullable<ProductLine['commission']>;

interface CommissionProps {
  readonly commission: Commission;
  readonly change: (commission: Commission) => void;
}

function CommissionFields({ commission, change }: CommissionProps): JSX.Element {
  const { t } = usePage();
  const { bonusMonths, ...endless } = commission;
  return (
    <>
      <Amount
        label={t('policy.line.full')}
        value={commission.fullPercent}
        set={(value) => change({ ...commission, fullPercent: value ?? Number.NaN })}
      />
      <Amount
        label={t('policy.line.bonus')}
        value={commission.bonusPercent}
        set={(value) => change({ ...commission, bonusPercent: value ?? Number.NaN })}
      />
      <Amount
        label={t('policy.line.bonus-months')}
        placeholder={t('policy.line.for-good')}
        value={bonusMonths}
        set={(value) => change(value === undefined ? endless : { ...endless, bonusMonths: value })}
      />
    </>
  );
}

interface AmountProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: number | undefined;
  /** undefined: nothing was typed; NaN: what was typed is no number */
  readonly set: (value: number | undefined) => void;
}

function Amount({ label, placeholder = '', value, set }: AmountProps): JSX.Element {
  return (
    <TextField
      label={label}
      class="input number-input"
      inputMode="decimal"
      placeholder={placeholder}
      value={shown(value)}
      set={(typed) => set(typed === '' ? undefined : numeric(typed))}
    />
  );
}

const numeric = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')));
const shown = (value: number | undefined): string => (value === undefined || Number.isNaN(value) ? '' : String(value));
