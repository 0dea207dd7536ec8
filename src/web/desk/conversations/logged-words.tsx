import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { objections } from '../../../domain/objection.ts';
import type { Logged } from '../../../http/desk/conversations/log-contact.ts';
import { startAddress } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { TextField } from '../kit/field.tsx';
import { conversationAddress } from '../kit/to-conversation.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { useAttempt } from '../kit/use-attempt.ts';

export interface LoggedWordsProps {
  readonly logged: Logged;
  readonly close: () => void;
  readonly another: () => void;
}

/** Takes the conversation in the place of the one who was called, with a reason where that one could still come. */
function useTake(conversation: string) {
  const { api, desk, newKey } = usePage();
  const [taken, setTaken] = useState(false);
  const [reason, setReason] = useState('');
  const { trouble, attempt } = useAttempt();
  const take = (): Promise<void> =>
    attempt(async () => {
      const answer = await api('POST /conversations/:id/take', {
        params: { id: conversation },
        // Whoever is with the client serves them, whatever else speaks against it.
        body: { key: newKey(), knowingly: [...objections], ...(reason.trim() === '' ? {} : { reason: reason.trim() }) },
      });
      if (answer.ok) {
        setTaken(true);
        desk.refreshList('now');
      }
      return answer;
    });
  return { taken, reason, setReason, trouble, take };
}

/** Shows whose matter it turned out to be: they are called over, or whoever stands here serves the client (R7). */
export function LoggedWords({ logged, close, another }: LoggedWordsProps): JSX.Element {
  const { state, t, desk } = usePage();
  const { taken, reason, setReason, trouble, take } = useTake(logged.conversation);
  const me = state.session.type === 'ready' ? state.session.me.specialist.id : null;
  const { specialist, department } = logged;
  const mine = taken || specialist?.id === me;
  const words = mine
    ? t('log.mine')
    : specialist === null
      ? t('log.queued', { department: department.name })
      : t('log.whose', { name: specialist.name, department: department.name });
  const open = (): void => {
    close();
    desk.go({ ...startAddress, ...conversationAddress(logged.conversation) });
  };
  return (
    <div class="dialog-body">
      <p class="logged" role="status" data-testid="logged">
        {words}
      </p>
      {mine || logged.words === null ? null : (
        <figure class="say" data-testid="logged-say">
          <figcaption class="form-label">{t('log.say')}</figcaption>
          <blockquote>{logged.words}</blockquote>
        </figure>
      )}
      {mine || !logged.mayTake || !logged.needsReason ? null : (
        <TextField label={t('log.reason')} name="logged-reason" maxLength={1000} value={reason} set={setReason} />
      )}
      <Trouble problem={trouble} />
      <footer class="dialog-footer">
        <button type="button" class="button quiet spread" onClick={another}>
          {t('log.another')}
        </button>
        {mine || !logged.mayTake ? null : (
          <button
            type="button"
            class="button"
            data-testid="logged-take"
            disabled={logged.needsReason && reason.trim() === ''}
            onClick={() => void take()}
          >
            {t('log.take')}
          </button>
        )}
        <button type="button" class="button primary" data-testid="logged-open" onClick={open}>
          {t('log.read')}
        </button>
      </footer>
    </div>
  );
}
