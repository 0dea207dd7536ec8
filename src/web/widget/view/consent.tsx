import type { JSX } from 'preact';
import type { Language } from '../../../domain/language.ts';
import type { ChatSession } from '../../../http/chat/protocol.ts';
import { t } from '../../../texts/widget.ts';

export interface ConsentProps {
  readonly consent: NonNullable<ChatSession['consent']>;
  readonly language: Language;
  readonly onAgree: () => void;
}

/** Stands where the client would write, until they agree. */
export function Consent({ consent, language, onAgree }: ConsentProps): JSX.Element {
  return (
    <section class="consent" aria-label={t(language, 'consent')}>
      <p>
        {consent.text}{' '}
        {consent.url === null ? null : (
          <a href={consent.url} target="_blank" rel="noopener noreferrer">
            {t(language, 'consentRead')}
          </a>
        )}
      </p>
      <button type="button" class="agree" onClick={onAgree}>
        {t(language, 'consentAgree')}
      </button>
    </section>
  );
}
