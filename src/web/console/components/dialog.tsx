import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { usePage } from '../page.ts';
import { Icon } from './icon.tsx';

export interface DialogProps {
  readonly title: string;
  readonly name: string;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** The browser's own modal dialog: it holds the focus, gives it back, and closes by Escape. */
export function Dialog({ title, name, close, children }: DialogProps): JSX.Element {
  const { say } = usePage();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
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
      onClick={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      <div class="dialog-frame">
        <header class="dialog-header">
          <h2 id={`dialog-${name}`}>{title}</h2>
          <button type="button" class="icon-button" aria-label={say('action.close')} onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
