import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { t } from '../../../texts/widget.ts';
import type { Chat } from '../chat-interface.ts';
import type { Model } from '../state/model.ts';

export interface ClientsProps {
  readonly chat: Chat;
  readonly model: Model;
}

/** Lets somebody with several companies say for which of them they write, whenever they like. */
export function Clients({ chat, model }: ClientsProps): JSX.Element | null {
  const { language } = model;
  const { clients } = model.chat;
  const [isLost, setIsLost] = useState(false);
  const id = useId();
  // Where the thread asks it, its buttons are enough.
  if (clients === undefined || (clients.current === null && model.chat.asking !== null)) return null;
  const choose = (client: string) => void chat.writeFor(client).then((isThrough) => setIsLost(!isThrough));
  return (
    <p class="companies">
      <label for={id}>{t(language, 'companies')}</label>
      <select id={id} value={clients.current ?? ''} data-testid="companies" onChange={(event) => choose(event.currentTarget.value)}>
        {clients.current === null ? (
          <option value="" disabled>
            {t(language, 'companies.none')}
          </option>
        ) : null}
        {clients.options.map((each) => (
          <option key={each.id} value={each.id}>
            {each.label}
          </option>
        ))}
      </select>
      <span role="status">{isLost ? t(language, 'offerLost') : ''}</span>
    </p>
  );
}
