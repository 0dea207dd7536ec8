import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DeskMessage } from '../../../http/desk/conversations/message.ts';
import { reasonInWords } from '../../../texts/delivery.ts';
import { usePage } from '../frame/page.ts';
import { Trouble } from '../kit/trouble.tsx';
import { useAttempt } from '../kit/use-attempt.ts';

/** Tells whether somebody who is signed in wrote this themselves, and it is still there. */
export function isOwn(message: DeskMessage, me: string | null): boolean {
  return message.author === 'specialist' && !message.deleted && me !== null && message.by === me;
}

interface ActionsProps {
  readonly message: DeskMessage;
  /** null: it is somebody else's */
  readonly edit: (() => void) | null;
}

/** Stands at a message, for a pointer over it and for the keyboard: quote it; one's own is changed, or taken back after a second thought. */
export function MessageActions({ message, edit }: ActionsProps): JSX.Element {
  const { t, api, desk, newKey } = usePage();
  const [asking, setAsking] = useState(false);
  const { trouble, busy, attempt } = useAttempt();
  const takeBack = async (): Promise<void> => {
    const params = { id: message.conversation, seq: message.seq };
    await attempt(() => api('POST /conversations/:id/messages/:seq/delete', { params, body: { key: newKey() } }));
    desk.refreshThread('now');
    setAsking(false);
  };
  return (
    <div class={`own-actions ${asking || trouble !== null ? 'own-asking' : ''}`} role="group" aria-label={t('message.own')}>
      {asking ? (
        <>
          <span>{t(message.audience === 'internal' ? 'message.delete.sure-note' : 'message.delete.sure')}</span>
          <button type="button" class="link-button danger-quiet" data-testid="delete-sure" disabled={busy} onClick={() => void takeBack()}>
            {t('message.delete')}
          </button>
          <button type="button" class="link-button" onClick={() => setAsking(false)}>
            {t('action.cancel')}
          </button>
        </>
      ) : (
        <>
          <QuoteButton message={message} />
          {edit === null ? null : (
            <>
              <button type="button" class="link-button" data-testid="message-edit" onClick={edit}>
                {t('message.edit')}
              </button>
              <button type="button" class="link-button" data-testid="message-delete" onClick={() => setAsking(true)}>
                {t('message.delete')}
              </button>
            </>
          )}
        </>
      )}
      <Trouble problem={trouble} name="message-trouble" />
    </div>
  );
}

/**
 * Answers this very message: the composer quotes it. What the client never saw is quoted in notes only; what stands in an earlier window,
 * which is numbered downwards from 0, nowhere.
 */
function QuoteButton({ message }: { readonly message: DeskMessage }): JSX.Element | null {
  const { t, dispatch } = usePage();
  const quote = (): void => {
    if (message.audience === 'internal' || message.withheld) dispatch({ type: 'compose', mode: 'note' });
    dispatch({ type: 'quote', seq: message.seq });
  };
  if (message.seq < 1) return null;
  return (
    <button type="button" class="link-button" data-testid="message-quote" onClick={quote}>
      {t('message.quote')}
    </button>
  );
}

/** Warns of a change that the client's channel could not follow: what the client sees is not what stands here. */
export function ChangeFailed({ message }: { readonly message: DeskMessage }): JSX.Element | null {
  const { t, language } = usePage();
  const refused = message.deliveries?.findLast((each) => each.verb !== 'send' && each.status === 'failed');
  if (refused === undefined) return null;
  const reason = reasonInWords(language, refused.reason ?? 'refused');
  return (
    <p class="change-failed" data-testid="change-failed">
      {t(refused.verb === 'delete' ? 'message.delete-failed' : 'message.change-failed', { reason })}
    </p>
  );
}
