import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ProductLine } from '../../../domain/product-line.ts';
import { lineInWords } from '../../../texts/policy-words.ts';
import { usePage } from '../frame/page.ts';
import { TextField } from '../kit/field.tsx';
import { Mistakes } from './mistakes.tsx';
import { ProductLineFields } from './product-line-fields.tsx';

type Lines = Readonly<Record<string, ProductLine>>;

export interface LinesProps {
  readonly lines: Lines;
  readonly may: boolean;
  readonly mistakes: ReadonlyMap<string, string>;
  readonly change: (lines: Lines) => void;
}

/** Edits product lines: when their clients move, and what a salesperson has of their payments. */
export function PolicyLines({ lines, may, mistakes, change }: LinesProps): JSX.Element {
  const { t } = usePage();
  const all = Object.entries(lines);
  return (
    <>
      {all.length === 0 ? <p class="muted">{t('policy.line.none')}</p> : null}
      {all.map(([key, line]) => (
        <LineItem
          key={key}
          name={key}
          line={line}
          may={may}
          mistakes={[`productLines.${key}`, `productLines.${key}.commission`].flatMap((path) => mistakes.get(path) ?? [])}
          change={(next) => change({ ...lines, [key]: next })}
          remove={() => change(Object.fromEntries(all.filter(([each]) => each !== key)))}
        />
      ))}
      {may ? <NewLine lines={lines} change={change} /> : null}
    </>
  );
}

interface LineItemProps {
  readonly name: string;
  readonly line: ProductLine;
  readonly may: boolean;
  readonly mistakes: readonly string[];
  readonly change: (line: ProductLine) => void;
  readonly remove: () => void;
}

function LineItem({ name, line, may, mistakes, change, remove }: LineItemProps): JSX.Element {
  const { t, language } = usePage();
  return (
    <fieldset class="policy-line" data-testid={`line-${name}`}>
      <legend class="form-label">{name}</legend>
      {may ? <ProductLineFields line={line} change={change} /> : <p>{lineInWords(language, line)}</p>}
      <Mistakes words={mistakes} />
      {may ? (
        <button type="button" class="link-button danger-quiet" aria-label={`${t('policy.line.remove')}: ${name}`} onClick={remove}>
          {t('policy.line.remove')}
        </button>
      ) : null}
    </fieldset>
  );
}

function NewLine({ lines, change }: Pick<LinesProps, 'lines' | 'change'>): JSX.Element {
  const { t } = usePage();
  const [name, setName] = useState('');
  const fresh = name.trim().toLowerCase();
  const add = (): void => {
    change({ ...lines, [fresh]: { handover: { deal: 1 } } });
    setName('');
  };
  return (
    <div class="policy-add">
      <TextField label={t('policy.line.new')} name="line-name" maxLength={64} value={name} set={setName} />
      <button type="button" class="button" data-testid="line-add" disabled={fresh === '' || fresh in lines} onClick={add}>
        {t('policy.line.add')}
      </button>
    </div>
  );
}
