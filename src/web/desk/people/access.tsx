import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SignInLink } from '../../../http/desk/people/sign-in-link.ts';
import type { StaffMember } from '../../../http/desk/people/staff-member.ts';
import { type Answer, isOutdating } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { CheckField } from '../kit/field.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { useAttempt } from '../kit/use-attempt.ts';
import { LeaveDialog, type LeaversClients } from './leave-dialog.tsx';
import { SignInLinkField } from './sign-in-link-field.tsx';

interface AccessProps {
  readonly person: StaffMember;
  readonly again: () => void;
}

/** Lets somebody in, and out. */
export function Access({ person, again }: AccessProps): JSX.Element {
  const { t, api } = usePage();
  const [link, setLink] = useState<SignInLink | null>(null);
  const [endsSessions, setEndsSessions] = useState(false);
  const [ended, setEnded] = useState<number | null>(null);
  const { trouble, attempt } = useAttempt({ 'changed-meanwhile': t('person.changed') });
  const carryOut = (ask: () => Promise<Answer<unknown>>): Promise<void> =>
    attempt(async () => {
      const answer = await ask();
      if (isOutdating(answer)) again();
      return answer;
    });
  const makeLink = async (): Promise<Answer<SignInLink>> => {
    const answer = await api('POST /staff/:id/link', { params: { id: person.id }, body: { endsSessions } });
    setLink(answer.ok ? answer.value : null);
    return answer;
  };
  const endSessions = async (): Promise<Answer<unknown>> => {
    const answer = await api('POST /staff/:id/sessions/end', { params: { id: person.id }, body: {} });
    setEnded(answer.ok ? answer.value.ended : null);
    // It ended the link that stands here too.
    if (answer.ok) setLink(null);
    return answer;
  };
  const mayLink = person.leftAt === null && person.may.link;
  return (
    <div class="form">
      {mayLink && link === null ? (
        <>
          <CheckField label={t('access.link.ends-sessions')} name="link-ends-sessions" value={endsSessions} set={setEndsSessions} />
          <button type="button" class="button" data-testid="link-make" onClick={() => void carryOut(makeLink)}>
            {t('access.link.make')}
          </button>
        </>
      ) : null}
      {mayLink && link !== null ? <SignInLinkField link={link} /> : null}
      {mayLink ? (
        <button type="button" class="button quiet" data-testid="sessions-end" onClick={() => void carryOut(endSessions)}>
          {t('access.sessions.end')}
        </button>
      ) : null}
      {ended === null ? null : (
        <p class="muted" role="status">
          {t('access.sessions.ended', { count: ended })}
        </p>
      )}
      {person.may.administer ? <Employment person={person} carryOut={carryOut} /> : null}
      <Trouble problem={trouble} />
    </div>
  );
}

interface EmploymentProps {
  readonly person: StaffMember;
  readonly carryOut: (ask: () => Promise<Answer<unknown>>) => Promise<void>;
}

/** Has somebody leave, or come back. */
function Employment({ person, carryOut }: EmploymentProps): JSX.Element {
  const { t, api } = usePage();
  const [leaving, setLeaving] = useState(false);
  const request = { params: { id: person.id }, body: { version: person.version } };
  if (person.leftAt !== null) {
    const rehire = () => carryOut(() => api('POST /staff/:id/rehire', request));
    return (
      <button type="button" class="button" data-testid="rehire" onClick={() => void rehire()}>
        {t('access.rehire')}
      </button>
    );
  }
  const leave = async (clients: LeaversClients): Promise<void> => {
    const { params, body } = request;
    await carryOut(() => api('POST /staff/:id/leave', { params, body: { ...body, clients } }));
    setLeaving(false);
  };
  return (
    <>
      <button type="button" class="button quiet danger-quiet" data-testid="leave-open" onClick={() => setLeaving(true)}>
        {t('access.leave')}
      </button>
      {leaving ? <LeaveDialog person={person} close={() => setLeaving(false)} leave={leave} /> : null}
    </>
  );
}
