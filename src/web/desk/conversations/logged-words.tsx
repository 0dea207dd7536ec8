import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Logged } from '../../../http/desk/conversations/log-contact-contract.ts';
import { startPlace } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { wordsFor } from '../kit/problem.ts';
import { conversationPlace } from '../kit/to-conversation.tsx';
import { Trouble } from '../kit/trouble.tsx';

export interface LoggedWordsProps {
  readonly logged: Logged;
  readonly close: () => void;
  readonly another: () => void;
}

/** Whose matter it turned out to be: they are called over, or whoever stands here serves the client (R7). */
export function LoggedWords({ logged, close, another }: LoggedWordsProps): JSX.Element {
  const { state, say, api, desk, newKey } = usePage();
  const [taken, setTaken] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const me = state.session.type === 'ready' ? state.session.me.specialist.id : null;
  const { specialist, department } = logged;
  const mine = taken || specialist?.id === me;
  const words = mine
    ? say('log.mine')
    : specialist === null
      ? say('log.queued', { department: department.name })
      : say('log.whose', { name: specialist.name, department: department.name });
  const open = (): void => {
    close();
    desk.go({ ...startPlace, ...conversationPlace(logged.conversation) });
  };
  const take = async (): Promise<void> => {
    const answer = desk.told(await api.take(logged.conversation, newKey()));
    if (!answer.ok) return setTrouble(wordsFor(say, answer.problem));
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
          {say('log.another')}
        </button>
        {mine || !logged.mayTake ? null : (
          <button type="button" class="button" data-testid="logged-take" onClick={() => void take()}>
            {say('log.take')}
          </button>
        )}
        <button type="button" class="button primary" data-testid="logged-open" onClick={open}>
          {say('log.read')}
        </button>
      </footer>
    </div>
  );
}
