import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../../texts/widget.ts';
import type { Chat } from '../chat-interface.ts';
import type { Model } from '../state/model.ts';

export interface FormerProps {
  readonly chat: Chat;
  readonly model: Model;
}

/** Lets the client say, quietly, that what they have just written is about the matter that was settled before (R15). */
export function Former({ chat, model }: FormerProps): JSX.Element | null {
  const { language } = model;
  const [isLost, setIsLost] = useState(false);
  if (!model.chat.former) return null;
  return (
    <p class="elsewhere">
      <button type="button" data-testid="same-matter" onClick={() => void chat.sameMatter().then((isThrough) => setIsLost(!isThrough))}>
        {t(language, 'former')}
      </button>
      <span role="status">{isLost ? t(language, 'offerLost') : ''}</span>
    </p>
  );
}
