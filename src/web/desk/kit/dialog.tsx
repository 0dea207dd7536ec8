import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { usePage } from '../frame/page.ts';
import { Icon } from './icon.tsx';

export interface DialogProps {
  readonly title: string;
  readonly name: string;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** Opens the browser's own modal dialog: it holds the focus, gives it back, and closes by Escape. */
export function Dialog({ title, name, close, children }: DialogProps): JSX.Element {
  const { t } = usePage();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    // a press beside the dialog closes it; a keyboard has Escape for that
    const beside = (event: MouseEvent): void => {
      if (event.target === shown) close();
    };
    shown?.addEventListener('mousedown', beside);
    shown?.showModal();
    return () => {
      shown?.removeEventListener('mousedown', beside);
      shown?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog dialog-${name}`}
      aria-labelledby={`dialog-${name}`}
      data-testid={`dialog-${name}`}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <div class="dialog-frame">
        <header class="dialog-header">
          <h2 id={`dialog-${name}`}>{title}</h2>
          <button type="button" class="icon-button" aria-label={t('action.close')} onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
