import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { usePage } from '../frame/page.ts';
import { Icon } from './icon.tsx';

export interface DrawerProps {
  readonly title: string;
  readonly name: string;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** Shows a card next to the table; on a narrow screen it lies over it. Escape closes it. */
export function Drawer({ title, name, close, children }: DrawerProps): JSX.Element {
  const { t } = usePage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <aside
      class="drawer"
      aria-label={title}
      data-testid={`drawer-${name}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        close();
      }}
    >
      <header class="drawer-header">
        <h2 ref={heading} tabIndex={-1} dir="auto">
          {title}
        </h2>
        <button type="button" class="icon-button" aria-label={t('person.close')} data-testid="drawer-close" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div class="drawer-body">{children}</div>
    </aside>
  );
}
