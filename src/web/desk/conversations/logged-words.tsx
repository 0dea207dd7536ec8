import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Logged } from '../../../http/desk/conversations/log-contact.ts';
import { startAddress } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { wordsFor } from '../kit/problem.ts';
import { conversationAddress } from '../kit/to-conversation.tsx';
import { Trouble } from '../kit/trouble.tsx';

export interface LoggedWordsProps {
  readonly logged: Logged;
  readonly close: () => void;
  readonly another: () => void;
}

/** Whose matter it turned out to be: they are called over, or whoever stands here serves the client (R7). */
export function LoggedWords({ logged, close, another }: LoggedWordsProps): JSX.Element {
  const { state, t, api, desk, newKey } = usePage();
  const [taken, setTaken] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
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
  const take = async (): Promise<void> => {
    const answer = desk.noteAnswer(await api.take(logged.conversation, newKey()));
    if (!answer.ok) return setTrouble(wordsFor(t, answer.problem));
    setTaken(true);
    desk.refreshList('now');
  };
  return (
    <div class="dialog-body">
      <p class="logged" role="status" data-testid="logged">
        {words}
      </p>
      <Trouble problem={trouble} />
      <footer class="dialog-footer">
        <button type="button" class="button quiet spread" onClick={another}>
          {t('log.another')}
        </button>
        {mine || !logged.mayTake ? null : (
          <button type="button" class="button" data-testid="logged-take" onClick={() => void take()}>
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
