import type { JSX } from 'preact';
import type { Language } from '../../../domain/language.ts';
import type { ChatState } from '../../../http/chat/protocol.ts';
import { t } from '../../../texts/widget.ts';
import type { Model } from '../state/model.ts';
import { Avatar } from './avatar.tsx';
import { CloseIcon } from './icons.tsx';
import { standardOf } from './standard.ts';

export interface HeaderProps {
  readonly model: Model;
  readonly name: string | null;
  readonly now: () => number;
  readonly onClose: () => void;
}

/** Shows who serves the client now; while nobody does, the desk and the standard it promises (R14). */
export function Header({ model, name, now, onClose }: HeaderProps): JSX.Element {
  const { language, chat } = model;
  const { person } = chat;
  return (
    <div class="head">
      <Avatar name={person?.name ?? null} large />
      <div class="who" aria-live="polite">
        <h2>{person?.name ?? name ?? t(language, 'desk')}</h2>
        <p>{person?.department ?? statusInWords(chat, now(), language)}</p>
      </div>
      <button type="button" class="close" onClick={onClose} aria-label={t(language, 'close')}>
        <CloseIcon />
      </button>
    </div>
  );
}

/** Says what the client waits for, while there is somebody to wait for. */
function statusInWords({ status, desk }: ChatState, now: number, language: Language): string {
  if (desk.openNow && status === 'queued') return t(language, 'queued');
  if (desk.openNow && status === 'waiting-on-us') return t(language, 'seeking');
  return standardOf(desk, now, language);
}
