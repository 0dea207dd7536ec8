import type { JSX } from 'preact';
import { say } from '../../../texts/widget.ts';
import type { Model } from '../state/model.ts';
import { Avatar } from './avatar.tsx';
import { CloseIcon } from './icons.tsx';

export interface HeaderProps {
  readonly model: Model;
  readonly name: string | null;
  readonly onClose: () => void;
}

/** Who serves the client now; while nobody does, the desk and the standard it promises (R14). */
export function Header({ model, name, onClose }: HeaderProps): JSX.Element {
  const { language, chat } = model;
  const { person } = chat;
  const waits = chat.status === 'queued' ? 'queued' : chat.status === 'waiting-on-us' ? 'seeking' : 'standard';
  return (
    <header>
      <Avatar name={person?.name ?? null} large />
      <div class="who" aria-live="polite">
        <h2>{person?.name ?? name ?? say(language, 'desk')}</h2>
        <p>{person?.department ?? say(language, waits)}</p>
      </div>
      <button type="button" class="close" onClick={onClose} aria-label={say(language, 'close')}>
        <CloseIcon />
      </button>
    </header>
  );
}
