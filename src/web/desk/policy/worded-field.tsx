import type { JSX } from 'preact';
import { languages, type Worded } from '../../../domain/language.ts';

export interface WordedProps {
  readonly label: string;
  /** the label is for screen readers only */
  readonly hidden?: boolean;
  readonly words: Worded;
  readonly name?: string;
  readonly disabled?: boolean;
  readonly change: (words: Worded) => void;
}

/** Takes the same words in both languages, one under the other. */
export function WordedField({ label, hidden = false, words, name, disabled = false, change }: WordedProps): JSX.Element {
  return (
    <div class="worded" role="group" aria-label={label}>
      {hidden ? null : <span class="form-label">{label}</span>}
      {languages.map((language) => (
        <label key={language} class="worded-line">
          <span class="worded-language" aria-hidden="true">
            {language}
          </span>
          <span class="visually-hidden">{`${label}, ${language}`}</span>
          <textarea
            class="input"
            rows={1}
            lang={language}
            dir="auto"
            maxLength={2000}
            disabled={disabled}
            value={words[language]}
            data-testid={name === undefined ? undefined : `${name}-${language}`}
            onInput={(event) => change({ ...words, [language]: event.currentTarget.value })}
          />
        </label>
      ))}
    </div>
  );
}
