import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Segments } from '../../../domain/segment.ts';
import { digitsOf } from '../../../texts/money.ts';
import { segmentsInWords } from '../../../texts/policy-words.ts';
import { usePage } from '../frame/page.ts';
import { CheckField, TextField } from '../kit/field.tsx';
import { minorUnits } from '../kit/money.ts';
import { Mistakes } from './mistakes.tsx';

export interface SegmentsProps {
  readonly segments: Segments | null;
  readonly may: boolean;
  readonly mistakes: ReadonlyMap<string, string>;
  /** null: deals change no size */
  readonly change: (segments: Segments | null) => void;
}

const sizes = ['medium', 'large', 'key'] as const;
type Typed = Readonly<Record<(typeof sizes)[number], string>>;

/** Edits from which turnover a client is of which size (R17). */
export function PolicySegments({ segments, may, mistakes, change }: SegmentsProps): JSX.Element {
  const { t, language } = usePage();
  const { amounts, put } = useAmounts(segments, change);
  const wrong = ['currency', ...sizes].flatMap((each) => mistakes.get(`segments.${each}`) ?? []);
  return (
    <>
      <CheckField
        label={t('policy.segments.on')}
        name="segments-on"
        disabled={!may}
        value={segments !== null}
        set={(on) => (on ? put('', { medium: '', large: '', key: '' }) : change(null))}
      />
      {segments === null ? null : (
        <div class="policy-line-row">
          <TextField
            label={t('policy.segments.currency')}
            name="segments-currency"
            class="input number-input"
            maxLength={3}
            disabled={!may}
            value={segments.currency}
            set={(typed) => put(typed.toUpperCase(), amounts)}
          />
          {sizes.map((size) => (
            <TextField
              key={size}
              label={t(`policy.segments.${size}`)}
              name={`segments-${size}`}
              inputMode="decimal"
              maxLength={30}
              disabled={!may}
              value={amounts[size]}
              set={(typed) => put(segments.currency, { ...amounts, [size]: typed })}
            />
          ))}
        </div>
      )}
      <Mistakes words={wrong} />
      {segments === null || wrong.length > 0 ? null : <p class="muted">{segmentsInWords(language, segments)}</p>}
    </>
  );
}

/** Keeps the amounts as they were typed: half an amount is no other amount. */
function useAmounts(segments: Segments | null, change: (segments: Segments) => void) {
  const [typed, setTyped] = useState<Partial<Typed>>({});
  const currency = segments?.currency ?? '';
  const shown = (size: keyof Typed): string => {
    const text = typed[size];
    // what was typed before all changes were dropped says nothing any more
    const holds = text !== undefined && Object.is(minorUnits(text, currency) ?? Number.NaN, segments?.[size]);
    return holds ? text : majorText(segments?.[size], currency);
  };
  const put = (code: string, texts: Typed): void => {
    setTyped(texts);
    const read = (size: keyof Typed) => minorUnits(texts[size], code) ?? Number.NaN;
    change({ currency: code, medium: read('medium'), large: read('large'), key: read('key') });
  };
  return { amounts: { medium: shown('medium'), large: shown('large'), key: shown('key') }, put };
}

/** Writes minor units as one would type them. */
function majorText(minor: number | undefined, currency: string): string {
  if (minor === undefined || Number.isNaN(minor)) return '';
  const digits = digitsOf(currency) ?? 0;
  const text = String(minor).padStart(digits + 1, '0');
  const [whole, part] = [text.slice(0, text.length - digits), text.slice(text.length - digits)];
  return /^0*$/.test(part) ? whole : `${whole}.${part}`;
}
