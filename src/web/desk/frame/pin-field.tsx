import type { JSX } from 'preact';

export interface PinFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly name: string;
  readonly value: string;
  readonly isNew?: boolean;
  readonly onChange: (value: string) => void;
}

/** Six digits; a phone shows its digits for it, and nobody beside sees them. */
export function PinField({ label, hint, name, value, isNew = false, onChange }: PinFieldProps): JSX.Element {
  return (
    <label class="form-field">
      <span class="form-label">{label}</span>
      <input
        class="input pin"
        type="password"
        inputMode="numeric"
        pattern="[0-9]*"
        maxLength={6}
        autocomplete={isNew ? 'new-password' : 'current-password'}
        data-testid={name}
        aria-describedby={hint === undefined ? undefined : `${name}-hint`}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value.replace(/\D/g, ''))}
      />
      {hint === undefined ? null : (
        <span class="muted form-hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
    </label>
  );
}
