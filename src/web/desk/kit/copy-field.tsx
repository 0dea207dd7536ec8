import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { usePage } from '../frame/page.ts';

/** Shows something once, ready to be copied; where the clipboard is closed, it is selected for the hand. */
export function CopyField({ value, label, name }: { readonly value: string; readonly label: string; readonly name: string }): JSX.Element {
  const { t } = usePage();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <div class="copy-field">
      <input
        ref={field}
        class="input"
        readOnly
        value={value}
        aria-label={label}
        data-testid={name}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" class="button" onClick={() => void copy()}>
        {t(copied ? 'copied' : 'copy')}
      </button>
    </div>
  );
}
