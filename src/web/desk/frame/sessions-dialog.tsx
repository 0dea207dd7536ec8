import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DeskSessions } from '../../../http/desk/people/sessions.ts';
import { Dialog } from '../kit/dialog.tsx';
import { fullTime } from '../kit/time.ts';
import { Trouble } from '../kit/trouble.tsx';
import { useAttempt } from '../kit/use-attempt.ts';
import { useRead } from '../kit/use-read.ts';
import { browserName } from './browser-name.ts';
import { usePage } from './page.ts';

/** Lists where I am signed in; each of the others ends with a press, or all of them. */
export function SessionsDialog(): JSX.Element {
  const { t, api, dispatch } = usePage();
  const read = useRead('sessions', null, () => api('GET /me/sessions'));
  const { trouble, busy, attempt } = useAttempt();
  const [ended, setEnded] = useState<number | null>(null);
  const sessions = read.value?.sessions ?? [];
  const endOthers = async () => {
    const answer = await api('POST /me/sessions/end', { body: {} });
    if (answer.ok) setEnded(answer.value.ended);
    read.again();
    return answer;
  };
  const endOne = async (id: string) => {
    const answer = await api('POST /me/sessions/:id/end', { params: { id }, body: {} });
    read.again();
    return answer;
  };
  return (
    <Dialog title={t('sessions.title')} name="sessions" close={() => dispatch({ type: 'dialog', dialog: null })}>
      <div class="dialog-body">
        <ul class="sessions">
          {sessions.map((each) => (
            <SessionItem key={each.id} session={each} end={() => void attempt(() => endOne(each.id))} />
          ))}
        </ul>
        <Trouble problem={trouble ?? null} />
        <p class="muted" role="status">
          {ended === null ? t('sessions.links') : t('sessions.ended', { count: ended })}
        </p>
        <footer class="dialog-footer">
          <button type="button" class="button" disabled={busy} data-testid="sessions-end-others" onClick={() => void attempt(endOthers)}>
            {t('sessions.end-others')}
          </button>
        </footer>
      </div>
    </Dialog>
  );
}

interface SessionItemProps {
  readonly session: DeskSessions['sessions'][number];
  readonly end: () => void;
}

function SessionItem({ session, end }: SessionItemProps): JSX.Element {
  const { t, language } = usePage();
  const { agent, begunAt, begunBy, here } = session;
  return (
    <li data-testid="session">
      <span class="person-name">
        <strong title={agent ?? ''}>
          {browserName(agent) ?? t('sessions.unknown')}
          {here ? ` (${t('sessions.here')})` : null}
        </strong>
        <span class="muted">{t('sessions.begun', { by: begunBy ?? 'link', date: fullTime(language, new Date(begunAt)) })}</span>
      </span>
      {here ? null : (
        <button type="button" class="button" data-testid="session-end" onClick={end}>
          {t('sessions.end')}
        </button>
      )}
    </li>
  );
}
