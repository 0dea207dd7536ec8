import type { ComponentChildren, InputHTMLAttributes, JSX, PartialInputHTMLAttributes, Ref, TextareaHTMLAttributes } from 'preact';
import { Choice, FormField } from './form-field.tsx';
import { Icon } from './icon.tsx';

type Owned = 'class' | 'label' | 'name' | 'ref' | 'type' | 'value' | 'role' | 'checked' | 'onInput' | 'onChange';

export interface InputProps extends Omit<PartialInputHTMLAttributes<HTMLInputElement>, Owned> {
  readonly value: string;
  readonly set: (value: string) => void;
  /** its hook */
  readonly name?: string | undefined;
  readonly class?: string;
  readonly type?: 'email' | 'tel' | 'url' | 'search' | 'password' | 'number' | 'date' | 'datetime-local';
  readonly field?: Ref<HTMLInputElement>;
  /** id of the `datalist` that offers values */
  readonly list?: string;
}

/** Takes a line, without a label of its own: it has an `aria-label`, or stands in one. */
export function Input({ value, set, name, class: look = 'input', field = null, ...passed }: InputProps): JSX.Element {
  // the roles an input may have depend on its type, which is only known to whoever places it
  const attributes = passed as InputHTMLAttributes<HTMLInputElement>;
  return (
    <input {...attributes} ref={field} class={look} data-testid={name} value={value} onInput={(event) => set(event.currentTarget.value)} />
  );
}

interface Labelled {
  readonly label: string;
  readonly hint?: string | undefined;
}

export type TextFieldProps = InputProps & Labelled;

export function TextField({ label, hint, ...input }: TextFieldProps): JSX.Element {
  return (
    <FormField label={label} hint={hint}>
      <Input {...input} />
    </FormField>
  );
}

/** Takes a number as it is typed, so that half a number is no other number. */
export function NumberField(props: Omit<TextFieldProps, 'type'>): JSX.Element {
  return <TextField {...props} type="number" />;
}

export function DateField(props: Omit<TextFieldProps, 'type'>): JSX.Element {
  return <TextField {...props} type="date" />;
}

/** Takes a moment in the viewer's zone, as the browser writes it: `2026-03-02T14:30`. */
export function DateTimeField(props: Omit<TextFieldProps, 'type'>): JSX.Element {
  return <TextField {...props} type="datetime-local" />;
}

export interface TextAreaProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, Owned>, Labelled {
  readonly value: string;
  readonly set: (value: string) => void;
  /** its hook */
  readonly name?: string | undefined;
  readonly field?: Ref<HTMLTextAreaElement>;
}

export function TextArea({ label, hint, value, set, name, field = null, ...passed }: TextAreaProps): JSX.Element {
  return (
    <FormField label={label} hint={hint}>
      <textarea
        {...passed}
        ref={field}
        class="input"
        data-testid={name}
        value={value}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </FormField>
  );
}

export interface ChoiceFieldProps<T extends string> extends Labelled {
  readonly value: T;
  readonly all: readonly (readonly [T, string])[];
  readonly set: (value: T) => void;
  readonly name: string;
  readonly disabled?: boolean;
}

export function ChoiceField<T extends string>({ label, hint, set, ...choice }: ChoiceFieldProps<T>): JSX.Element {
  return (
    <FormField label={label} hint={hint}>
      <Choice {...choice} choose={set} />
    </FormField>
  );
}

export interface CheckFieldProps {
  readonly label: ComponentChildren;
  readonly value: boolean;
  readonly set: (value: boolean) => void;
  /** its hook */
  readonly name?: string;
  readonly class?: string;
  readonly disabled?: boolean;
}

export function CheckField({ label, value, set, name, class: look = 'tick', disabled = false }: CheckFieldProps): JSX.Element {
  return (
    <label class={look}>
      <input
        type="checkbox"
        checked={value}
        disabled={disabled}
        data-testid={name}
        onChange={(event) => set(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

export interface ChecksFieldProps<T extends string> {
  readonly label: string;
  readonly all: readonly (readonly [T, ComponentChildren])[];
  /** those that are checked; they keep the order of all */
  readonly value: readonly T[];
  readonly set: (value: readonly T[]) => void;
  /** beginning of each one's hook */
  readonly name?: string;
  readonly class?: string;
  readonly disabled?: boolean;
}

/** Takes several among a few. */
export function ChecksField<T extends string>(props: ChecksFieldProps<T>): JSX.Element {
  const { label, all, value, set, name, class: look = 'ticks', disabled = false } = props;
  const toggled = (one: T, checked: boolean): T[] =>
    all.map(([each]) => each).filter((each) => (each === one ? checked : value.includes(each)));
  return (
    <fieldset class={look} disabled={disabled}>
      <legend class="form-label">{label}</legend>
      {all.map(([each, words]) => (
        <CheckField
          key={each}
          label={words}
          value={value.includes(each)}
          set={(checked) => set(toggled(each, checked))}
          {...(name === undefined ? {} : { name: `${name}-${each}` })}
        />
      ))}
    </fieldset>
  );
}

export interface SearchFieldProps extends Omit<InputProps, 'type' | 'class'> {
  readonly label: string;
  /** behind the field */
  readonly children?: ComponentChildren;
}

/** Takes words to find by, with a glass before them. */
export function SearchField({ label, value, set, name, field = null, children, ...passed }: SearchFieldProps): JSX.Element {
  return (
    <label class="search">
      <Icon name="search" />
      <span class="visually-hidden">{label}</span>
      <input
        {...passed}
        ref={field}
        type="search"
        dir="auto"
        autocomplete="off"
        placeholder={label}
        data-testid={name}
        value={value}
        onInput={(event) => set(event.currentTarget.value)}
      />
      {children}
    </label>
  );
}
