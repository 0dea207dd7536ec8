import type { JSX } from 'preact';
import { Icon } from './icon.tsx';

export interface TroubleProps {
  readonly problem: string | null;
  readonly name?: string | undefined;
}

/** Says what is wrong as soon as it is. The place for it is always there, or a screen reader would not notice. */
export function Trouble({ problem, name = 'trouble' }: TroubleProps): JSX.Element {
  return (
    <div role="alert" class="trouble-place">
      {problem === null ? null : (
        <p class="trouble" data-testid={name}>
          <Icon name="warning" />
          <span>{problem}</span>
        </p>
      )}
    </div>
  );
}
