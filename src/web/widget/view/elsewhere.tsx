import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../../texts/widget.ts';
import type { Chat } from '../chat-interface.ts';
import type { Model } from '../state/model.ts';

export interface ElsewhereProps {
  readonly chat: Chat;
  readonly model: Model;
}

/** Offers, quietly, to go on with the same conversation on the phone, where the desk has a bot. */
export function Elsewhere({ chat, model }: ElsewhereProps): JSX.Element | null {
  const { language, session } = model;
  const [isLost, setIsLost] = useState(false);
  if (session?.telegram !== true) return null;

  async function go(): Promise<void> {
    // Opened by the tap itself: a browser would stop one that opens after the desk has answered.
    const tab = window.open('about:blank', '_blank');
    const url = await chat.continueElsewhere();
    setIsLost(url === null);
    if (url === null) tab?.close();
    else if (tab === null) location.assign(url);
    else {
      tab.opener = null;
      tab.location.replace(url);
    }
  }

  return (
    <p class="elsewhere">
      <button type="button" onClick={() => void go()}>
        {t(language, 'elsewhere')}
      </button>
      <span role="status">{isLost ? t(language, 'offerLost') : ''}</span>
    </p>
  );
}
