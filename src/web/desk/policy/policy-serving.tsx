import type { JSX } from 'preact';
import { sizeClasses } from '../../../domain/client.ts';
import { ownsClients } from '../../../domain/department.ts';
import type { ServingRow } from '../../../domain/serving.ts';
import { servingInWords } from '../../../texts/policy-words.ts';
import { usePage } from '../frame/page.ts';
import { ChoiceField, TextField } from '../kit/field.tsx';
import { Mistakes } from './mistakes.tsx';

type Departments = readonly { readonly key: string; readonly name: string }[];

export interface ServingProps {
  readonly table: readonly ServingRow[];
  readonly departments: Departments;
  readonly may: boolean;
  readonly mistakes: ReadonlyMap<string, string>;
  readonly change: (table: readonly ServingRow[]) => void;
}

/** Edits which department serves clients of a size, and from which deal on (R17). */
export function PolicyServing({ table, departments, may, mistakes, change }: ServingProps): JSX.Element {
  const { t, language } = usePage();
  const nameOf = (key: string) => departments.find((each) => each.key === key)?.name ?? key;
  const fresh: ServingRow = { size: 'small', deals: 1, department: 'client' };
  return (
    <>
      {table.length === 0 ? <p class="muted">{t('policy.serving.none')}</p> : null}
      {table.map((row, index) => (
        <fieldset key={index} class="policy-line" data-testid={`serving-${index}`}>
          <legend class="form-label">{servingInWords(language, row, nameOf)}</legend>
          {may ? (
            <RowFields
              row={row}
              index={index}
              departments={departments}
              change={(next) => change(table.map((each, at) => (at === index ? next : each)))}
            />
          ) : null}
          <Mistakes words={[mistakes.get(`serving.${index}`) ?? []].flat()} />
          {may ? (
            <button type="button" class="link-button danger-quiet" onClick={() => change(table.filter((_, at) => at !== index))}>
              {t('policy.line.remove')}
            </button>
          ) : null}
        </fieldset>
      ))}
      {may ? (
        <button type="button" class="button" data-testid="serving-add" onClick={() => change([...table, fresh])}>
          {t('policy.serving.add')}
        </button>
      ) : null}
    </>
  );
}

interface RowProps {
  readonly row: ServingRow;
  readonly index: number;
  readonly departments: Departments;
  readonly change: (row: ServingRow) => void;
}

function RowFields({ row, index, departments, change }: RowProps): JSX.Element {
  const { t } = usePage();
  return (
    <div class="policy-line-row">
      <ChoiceField
        label={t('policy.serving.size')}
        name={`serving-size-${index}`}
        value={row.size}
        all={sizeClasses.map((each) => [each, t(`size.${each}`)])}
        set={(size) => change({ ...row, size })}
      />
      <TextField
        label={t('policy.serving.deals')}
        name={`serving-deals-${index}`}
        type="number"
        min={0}
        value={Number.isNaN(row.deals) ? '' : String(row.deals)}
        set={(typed) => change({ ...row, deals: /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN })}
      />
      <ChoiceField
        label={t('policy.serving.department')}
        name={`serving-department-${index}`}
        value={row.department}
        all={departments.filter(({ key }) => ownsClients(key)).map(({ key, name }) => [key, name])}
        set={(department) => change({ ...row, department })}
      />
    </div>
  );
}
