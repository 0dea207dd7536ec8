import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { HandoverRule, ProductLine } from '../../../domain/product-line.ts';
import { lineInWords } from '../../../texts/policy-words.ts';
import { usePage } from '../frame/page.ts';
import { Choice, FormField } from '../kit/form-field.tsx';

type Lines = Readonly<Record<string, ProductLine>>;

export interface LinesProps {
  readonly lines: Lines;
  readonly may: boolean;
  readonly mistakes: ReadonlyMap<string, string>;
  readonly change: (lines: Lines) => void;
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
const numeric = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')));
const shown = (value: number | undefined): string => (value === undefined || Number.isNaN(value) ? '' : String(value));

/** Product lines: when their clients move, and what a salesperson has of their payments. */
export function PolicyLines({ lines, may, mistakes, change }: LinesProps): JSX.Element {
  const { t, language } = usePage();
  const [name, setName] = useState('');
  const fresh = name.trim().toLowerCase();
  const all = Object.entries(lines);
  return (
    <>
      {all.length === 0 ? <p class="muted">{t('policy.line.none')}</p> : null}
      {all.map(([key, line]) => (
        <fieldset key={key} class="policy-line" data-testid={`line-${key}`}>
          <legend class="form-label">{key}</legend>
          {may ? <Line line={line} change={(next) => change({ ...lines, [key]: next })} /> : <p>{lineInWords(language, line)}</p>}
          {[`productLines.${key}`, `productLines.${key}.commission`].map((path) =>
            mistakes.has(path) ? (
              <p key={path} class="trouble">
                {mistakes.get(path)}
              </p>
            ) : null,
          )}
          {may ? (
            <button
              type="button"
              class="link-button danger-quiet"
              aria-label={`${t('policy.line.remove')}: ${key}`}
              onClick={() => change(Object.fromEntries(all.filter(([each]) => each !== key)))}
            >
              {t('policy.line.remove')}
            </button>
          ) : null}
        </fieldset>
      ))}
      {may ? (
        <div class="policy-add">
          <FormField label={t('policy.line.new')}>
            <input
              class="input"
              maxLength={64}
              value={name}
              data-testid="line-name"
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </FormField>
          <button
            type="button"
            class="button"
            data-testid="line-add"
            disabled={fresh === '' || fresh in lines}
            onClick={() => {
              change({ ...lines, [fresh]: { handover: { deal: 1 } } });
              setName('');
            }}
          >
            {t('policy.line.add')}
          </button>
        </div>
      ) : null}
    </>
  );
}

function Line({ line, change }: { readonly line: ProductLine; readonly change: (line: ProductLine) => void }): JSX.Element {
  const { t } = usePage();
  const { handover, commission } = line;
  const kind = kindOf(handover);
  const payment = 'payment' in handover ? handover.payment.kind : 'monthly';
  const input = (label: string, value: number | undefined, set: (value: number | undefined) => void, placeholder = ''): JSX.Element => (
    <FormField label={label}>
      <input
        class="input number-input"
        inputMode="decimal"
        placeholder={placeholder}
        value={shown(value)}
        onInput={(event) => set(event.currentTarget.value === '' ? undefined : numeric(event.currentTarget.value))}
      />
    </FormField>
  );
  return (
    <div class="policy-line-row">
      <FormField label={t('policy.line.rule')}>
        <Choice
          name="line-rule"
          value={kind}
          all={kinds.map((each) => [each, t(`policy.line.${each}`)] as const)}
          choose={(chosen) => change({ ...line, handover: ruleOf(chosen, usual[chosen], payment) })}
        />
      </FormField>
      {input(t('policy.line.number'), numberOf(handover), (value) =>
        change({ ...line, handover: ruleOf(kind, value ?? Number.NaN, payment) }),
      )}
      {kind === 'payment' ? (
        <FormField label={t('policy.line.kind')}>
          <input
            class="input"
            maxLength={64}
            value={payment}
            onInput={(event) => change({ ...line, handover: ruleOf('payment', numberOf(handover), event.currentTarget.value) })}
          />
        </FormField>
      ) : null}
      <label class="tick">
        <input
          type="checkbox"
          checked={commission !== undefined}
          onChange={(event) =>
            change(event.currentTarget.checked ? { handover, commission: { fullPercent: 10, bonusPercent: 2 } } : { handover })
          }
        />
        <span>{t('policy.line.commission')}</span>
      </label>
      {commission === undefined ? null : (
        <>
          {input(t('policy.line.full'), commission.fullPercent, (value) =>
            change({ ...line, commission: { ...commission, fullPercent: value ?? Number.NaN } }),
          )}
          {input(t('policy.line.bonus'), commission.bonusPercent, (value) =>
            change({ ...line, commission: { ...commission, bonusPercent: value ?? Number.NaN } }),
          )}
          {input(
            t('policy.line.bonus-months'),
            commission.bonusMonths,
            (value) => {
              const { bonusMonths: _, ...rest } = commission;
              change({ ...line, commission: value === undefined ? rest : { ...rest, bonusMonths: value } });
            },
            t('policy.line.for-good'),
          )}
        </>
      )}
    </div>
  );
}
