import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export interface PopoverProps {
  readonly label: string;
  readonly name: string;
  readonly face: ComponentChildren;
  readonly faceClass: string;
  readonly children: (close: () => void) => ComponentChildren;
}

/** Shows a button that opens a small panel; Escape, a press outside or a step out of it closes it and the button has the focus again. */
export function Popover({ label, name, face, faceClass, children }: PopoverProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  useEffect(() => {
    if (!open) return;
    frame.current?.querySelector<HTMLElement>('[data-first], .popover button, .popover a, .popover input')?.focus();
    const outside = (event: Event): void => {
      if (event.target instanceof Node && frame.current?.contains(event.target) === false) setOpen(false);
    };
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      close();
    };
    const shown = frame.current;
    shown?.addEventListener('keydown', pressed);
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      shown?.removeEventListener('keydown', pressed);
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);
  return (
    <div class={`popover-frame popover-${name}`} ref={frame}>
      <button
        ref={button}
        type="button"
        class={faceClass}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={open}
        data-testid={name}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      {open ? (
        <div class="popover" role="dialog" aria-label={label} data-testid={`${name}-panel`}>
          {children(close)}
        </div>
      ) : null}
    </div>
  );
}
