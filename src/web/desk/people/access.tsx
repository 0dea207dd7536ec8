import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SignInLink } from '../../../http/desk/people/sign-in-link.ts';
import type { StaffMember } from '../../../http/desk/people/staff-member.ts';
import type { Answer } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { CopyField } from '../kit/copy-field.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { wordsFor } from '../kit/problem.ts';
import { fullTime } from '../kit/time.ts';
import { Trouble } from '../kit/trouble.tsx';

/** Letting somebody in, and out. */
export function Access({ person, again }: { readonly person: StaffMember; readonly again: () => void }): JSX.Element {
  const { t, api, desk, language } = usePage();
  const [link, setLink] = useState<SignInLink | null>(null);
  const [leaving, setLeaving] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const carried = <T,>(answer: Answer<T>): T | null => {
    desk.noteAnswer(answer);
    setTrouble(answer.ok ? null : answer.problem.code === 'changed-meanwhile' ? t('person.changed') : wordsFor(t, answer.problem));
    if (answer.ok || answer.problem.status === 409) again();
    return answer.ok ? answer.value : null;
  };
  return (
    <div class="form">
      {person.leftAt === null && person.may.link ? (
        link === null ? (
          <button
            type="button"
            class="button"
            data-testid="link-make"
            onClick={async () => setLink(carried(await api.signInLink(person.id)))}
          >
            {t('access.link.make')}
          </button>
        ) : (
          <>
            <CopyField value={link.url} label={t('access.link')} name="sign-in-link" />
            <p class="muted" role="status">
              {t('access.link.once', { date: fullTime(language, new Date(link.expiresAt)) })}
            </p>
          </>
        )
      ) : null}
      {person.may.administer ? (
        person.leftAt === null ? (
          <button type="button" class="button quiet danger-quiet" data-testid="leave-open" onClick={() => setLeaving(true)}>
            {t('access.leave')}
          </button>
        ) : (
          <button
            type="button"
            class="button"
            data-testid="rehire"
            onClick={async () => carried(await api.rehire(person.id, person.version))}
          >
            {t('access.rehire')}
          </button>
        )
      ) : null}
      <Trouble problem={trouble} />
      {leaving ? (
        <Leaving
          person={person}
          close={() => setLeaving(false)}
          leave={async () => {
            carried(await api.leave(person.id, person.version));
            setLeaving(false);
          }}
        />
      ) : null}
    </div>
  );
}

interface LeavingProps {
  readonly person: StaffMember;
  readonly close: () => void;
  readonly leave: () => Promise<void>;
}

/** What it means when somebody leaves, before it is done. */
function Leaving({ person, close, leave }: LeavingProps): JSX.Element {
  const { t } = usePage();
  return (
    <Dialog title={t('access.leave.title', { name: person.name })} name="leave" close={close}>
      <div class="dialog-body">
        <ul class="consequences">
          <li>{t('access.leave.sessions')}</li>
          <li>{t('access.leave.conversations', { count: person.conversations })}</li>
          <li>{t('access.leave.history')}</li>
        </ul>
        <footer class="dialog-footer">
          <button type="button" class="button" onClick={close}>
            {t('action.cancel')}
          </button>
          <button type="button" class="button danger" data-testid="leave-sure" onClick={() => void leave()}>
            {t('access.leave.sure')}
          </button>
        </footer>
      </div>
    </Dialog>
  );
}
