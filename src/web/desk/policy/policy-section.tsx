import type { JSX } from 'preact';
import { type SizeClass, sizeClasses } from '../../../domain/client.ts';
import type { Policy } from '../../../domain/policy.ts';
import type { PolicyField } from '../../../domain/policy-fields.ts';
import type { PolicyView } from '../../../http/desk/policy/policy.ts';
import { policyWord, tPolicy, unitOf } from '../../../texts/policy-words.ts';
import { usePage } from '../frame/page.ts';
import { Input } from '../kit/field.tsx';
import { Choice } from '../kit/form-field.tsx';
import { Mistakes } from './mistakes.tsx';
import { type PolicyDraft, shownIn } from './policy-draft.ts';

export interface SectionProps {
  readonly fields: readonly PolicyField[];
  readonly departments: PolicyView['departments'];
  readonly base: Policy;
  readonly draft: PolicyDraft;
  readonly may: boolean;
  readonly mistakes: ReadonlyMap<string, string>;
  readonly change: (draft: PolicyDraft) => void;
}

/** Shows the fields of one part: one of a kind stands alone, one for each department in a group, weights in a table. */
export function PolicySectionFields(props: SectionProps): JSX.Element {
  const groups = Map.groupBy(props.fields, (each) => each.name);
  return (
    <>
      {[...groups].map(([name, among]) =>
        among.some((each) => each.size !== undefined) ? (
          <Weights key={name} {...props} fields={among} />
        ) : among.some((each) => each.department !== undefined) ? (
          <ByDepartment key={name} {...props} fields={among} />
        ) : (
          among.map((field) => <Row key={field.path} {...props} field={field} />)
        ),
      )}
    </>
  );
}

const nameOf = (departments: PolicyView['departments'], key: string | undefined): string =>
  departments.find((each) => each.key === key)?.name ?? key ?? '';

function ByDepartment(props: SectionProps): JSX.Element {
  const { language } = usePage();
  return (
    <fieldset class="policy-group">
      <legend class="form-label">{policyWord(language, `field.${props.fields[0]?.name ?? ''}`)}</legend>
      {props.fields.map((field) => (
        <Row key={field.path} {...props} field={field} label={nameOf(props.departments, field.department)} />
      ))}
    </fieldset>
  );
}

function Row(props: FieldProps & { readonly label?: string }): JSX.Element {
  const { language } = usePage();
  const { field, label, mistakes } = props;
  const words = label ?? policyWord(language, `field.${field.name}`);
  const unit = policyWord(language, `unit.${unitOf(field)}`);
  const hint = policyWord(language, field.name === 'receivables' ? 'hint.receivables.client' : `hint.${field.name}`);
  const mistake = mistakes.get(field.path);
  return (
    <div class="policy-row">
      <label class="policy-label" for={field.path}>
        {words}
        {hint === '' ? null : <span class="muted form-hint">{hint}</span>}
      </label>
      <span class="policy-value">
        <Value {...props} />
        {unit === '' ? null : <span class="muted">{unit}</span>}
      </span>
      {mistake === undefined ? null : (
        <p class="trouble" id={`${field.path}-trouble`}>
          {mistake}
        </p>
      )}
    </div>
  );
}

type FieldProps = SectionProps & { readonly field: PolicyField };

function Value({ field, base, draft, may, mistakes, departments, change }: FieldProps): JSX.Element {
  const { language } = usePage();
  const value = shownIn(base, field, draft);
  const set = (text: string): void => {
    const { [field.path]: _, ...others } = draft.typed;
    const isAsBefore = text.trim() === shownIn(base, field, { typed: {}, lines: null });
    change({ ...draft, typed: isAsBefore ? others : { ...others, [field.path]: text } });
  };
  if (field.unit === 'switch') {
    return (
      <input
        type="checkbox"
        class="policy-switch"
        id={field.path}
        disabled={!may}
        checked={value === 'yes'}
        data-testid={field.path}
        onChange={(event) => set(event.currentTarget.checked ? 'yes' : 'no')}
      />
    );
  }
  if (field.unit === 'department') {
    const all = ['finance', 'client'].map((key) => [key, nameOf(departments, key)] as const);
    return (
      <Choice name={field.path} label={policyWord(language, `field.${field.name}`)} value={value} all={all} disabled={!may} choose={set} />
    );
  }
  return (
    <Input
      class={`input number-input ${draft.typed[field.path] === undefined ? '' : 'changed'}`}
      id={field.path}
      inputMode="numeric"
      autocomplete="off"
      disabled={!may}
      aria-invalid={mistakes.has(field.path)}
      aria-describedby={mistakes.has(field.path) ? `${field.path}-trouble` : undefined}
      name={field.path}
      value={value}
      set={set}
    />
  );
}

/** Asks how many clients of each size fill a portfolio, by department. */
function Weights(props: SectionProps): JSX.Element {
  const { t, language } = usePage();
  const { fields, departments, mistakes } = props;
  const columns = [...new Set(fields.flatMap((each) => each.department ?? []))];
  const rows = sizeClasses.filter((size) => fields.some((each) => each.size === size));
  return (
    <>
      <table class="policy-table">
        <thead>
          <tr>
            <th scope="col">{t('policy.size')}</th>
            {columns.map((key) => (
              <th key={key} scope="col">
                {nameOf(departments, key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((size) => (
            <tr key={size}>
              <th scope="row">{tPolicy(language, `size.${size}`)}</th>
              {columns.map((key) => {
                const field = fields.find((each) => each.size === size && each.department === key);
                return <td key={key}>{field === undefined ? null : <Weight {...props} field={field} size={size} />}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <Mistakes words={fields.flatMap((each) => mistakes.get(each.path) ?? [])} />
    </>
  );
}

function Weight({ size, ...props }: FieldProps & { readonly size: SizeClass }): JSX.Element {
  const { language } = usePage();
  return (
    <>
      <label class="visually-hidden" for={props.field.path}>
        {`${tPolicy(language, `size.${size}`)}, ${nameOf(props.departments, props.field.department)}`}
      </label>
      <Value {...props} />
    </>
  );
}
