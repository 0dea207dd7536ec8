import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Segments } from '../../../domain/segment.ts';
import { digitsOf } from '../../../texts/money.ts';
import { segmentsInWords } from '../../../texts/policy-words.ts';
import { usePage } from '../frame/page.ts';
import { FormField } from '../kit/form-field.tsx';
import { minorUnits } from '../kit/money.ts';

export interface SegmentsProps {
  readonly segments: Segments | null;
  readonly may: boolean;
  readonly mistakes: ReadonlyMap<string, string>;
  /** null: deals change no size */
  readonly change: (segments: Segments | null) => void;
}

const sizes = ['medium', 'large', 'key'] as const;
type Typed = Readonly<Record<(typeof sizes)[number], string>>;

/** From which turnover a client is of which size (R17). */
export function PolicySegments({ segments, may, mistakes, change }: SegmentsProps): JSX.Element {
  const { t, language } = usePage();
  // as it was typed: half an amount is no other amount
  const [typed, setTyped] = useState<Partial<Typed>>({});
  const currency = segments?.currency ?? '';
  const shown = (size: keyof Typed): string => {
    const text = typed[size];
    // what was typed before all changes were dropped says nothing any more
    const holds = text !== undefined && Object.is(minorUnits(text, currency) ?? Number.NaN, segments?.[size]);
    return holds ? text : majorText(segments?.[size], currency);
  };
  const put = (code: string, amounts: Typed): void => {
    setTyped(amounts);
    const read = (size: keyof Typed) => minorUnits(amounts[size], code) ?? Number.NaN;
    change({ currency: code, medium: read('medium'), large: read('large'), key: read('key') });
  };
  const all = (): Typed => ({ medium: shown('medium'), large: shown('large'), key: shown('key') });
  const wrong = [...new Set(['currency', ...sizes].flatMap((each) => mistakes.get(`segments.${each}`) ?? []))];
  return (
    <>
      <label class="tick">
        <input
          type="checkbox"
          checked={segments !== null}
          disabled={!may}
          data-testid="segments-on"
          onChange={(event) => (event.currentTarget.checked ? put('', { medium: '', large: '', key: '' }) : change(null))}
        />
        <span>{t('policy.segments.on')}</span>
      </label>
      {segments === null ? null : (
        <div class="policy-line-row">
          <FormField label={t('policy.segments.currency')}>
            <input
              class="input number-input"
              maxLength={3}
              disabled={!may}
              value={currency}
              data-testid="segments-currency"
              onInput={(event) => put(event.currentTarget.value.toUpperCase(), all())}
            />
          </FormField>
          {sizes.map((size) => (
            <FormField key={size} label={t(`policy.segments.${size}`)}>
              <input
                class="input"
                inputMode="decimal"
                maxLength={30}
                disabled={!may}
                value={shown(size)}
                data-testid={`segments-${size}`}
                onInput={(event) => put(currency, { ...all(), [size]: event.currentTarget.value })}
              />
            </FormField>
          ))}
        </div>
      )}
      {wrong.map((each) => (
        <p key={each} class="trouble">
          {each}
        </p>
      ))}
      {segments === null || wrong.length > 0 ? null : <p class="muted">{segmentsInWords(language, segments)}</p>}
    </>
  );
}

/** Minor units as one would type them. */
function majorText(minor: number | undefined, currency: string): string {
  if (minor === undefined || Number.isNaN(minor)) return '';
  const digits = digitsOf(currency) ?? 0;
  const text = String(minor).padStart(digits + 1, '0');
  const [whole, part] = [text.slice(0, text.length - digits), text.slice(text.length - digits)];
  return /^0*$/.test(part) ? whole : `${whole}.${part}`;
}
