import type { JSX } from 'preact';
import { Input } from '../kit/field.tsx';

export interface PinFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly name: string;
  readonly value: string;
  readonly isNew?: boolean;
  readonly set: (value: string) => void;
}

/** Takes six digits; a phone shows its digits for it, and nobody who looks on sees them. */
export function PinField({ label, hint, name, value, isNew = false, set }: PinFieldProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the field is among the children
    <label class="form-field">
      <span class="form-label">{label}</span>
      <Input
        class="input pin"
        type="password"
        inputMode="numeric"
        pattern="[0-9]*"
        maxLength={6}
        autocomplete={isNew ? 'new-password' : 'current-password'}
        name={name}
        aria-describedby={hint === undefined ? undefined : `${name}-hint`}
        value={value}
        set={(typed) => set(typed.replace(/\D/g, ''))}
      />
      {hint === undefined ? null : (
        <span class="muted form-hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
    </label>
  );
}
