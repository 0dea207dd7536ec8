import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Language } from '../../../domain/language.ts';
import { t } from '../../../texts/widget.ts';
import { ClipIcon } from './icons.tsx';

export interface AttachProps {
  readonly language: Language;
  readonly onAttach: (files: readonly File[]) => void;
}

export function AttachButton({ language, onAttach }: AttachProps): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="attach" aria-label={t(language, 'attach')} onClick={() => input.current?.click()}>
        <ClipIcon />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onAttach([...(event.currentTarget.files ?? [])]);
          // The same file may be chosen again after it was taken off.
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
