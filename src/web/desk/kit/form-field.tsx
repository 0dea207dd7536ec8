import type { ComponentChildren, JSX } from 'preact';

export interface FormFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly children: ComponentChildren;
}

/** Frames a field with its name above and a word of advice below. */
export function FormField({ label, hint, children }: FormFieldProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the field is among the children
    <label class="form-field">
      <span class="form-label">{label}</span>
      {children}
      {hint === undefined ? null : <span class="muted form-hint">{hint}</span>}
    </label>
  );
}

export interface ChoiceProps<T extends string> {
  readonly value: T;
  readonly all: readonly (readonly [T, string])[];
  readonly name: string;
  readonly disabled?: boolean;
  readonly label?: string;
  readonly choose: (value: T) => void;
}

/** Offers the browser's own list to choose from: every phone and screen reader knows it. */
export function Choice<T extends string>({ value, all, name, disabled = false, label, choose }: ChoiceProps<T>): JSX.Element {
  return (
    <select
      class="input"
      value={value}
      disabled={disabled}
      aria-label={label}
      data-testid={name}
      onChange={(event) => {
        const chosen = all.find(([each]) => each === event.currentTarget.value);
        if (chosen !== undefined) choose(chosen[0]);
      }}
    >
      {all.map(([each, words]) => (
        <option key={each} value={each}>
          {words}
        </option>
      ))}
    </select>
  );
}
