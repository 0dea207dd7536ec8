import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientCard, Invited } from '../../../doors/http/desk/every-day-contract.ts';
import { usePage } from '../page.ts';
import { wordsFor } from '../problem.ts';
import { date } from '../time.ts';
import { CopyField } from './copy-field.tsx';
import { Dialog } from './dialog.tsx';
import { FormField } from './form-field.tsx';
import { Trouble } from './trouble.tsx';

export interface InviteDialogProps {
  readonly client: ClientCard;
  readonly close: () => void;
  readonly done: () => void;
}

/** A personal way into the window for a new employee of the client (R6). */
export function InviteDialog({ client, close, done }: InviteDialogProps): JSX.Element {
  const { say, api, desk, language } = usePage();
  const [name, setName] = useState('');
  const [role, setRole] = useState('');
  const [invited, setInvited] = useState<Invited | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    if (name.trim() === '') return;
    const answer = desk.told(await api.invite(client.id, { name: name.trim(), ...(role.trim() === '' ? {} : { role: role.trim() }) }));
    if (!answer.ok) return setTrouble(wordsFor(say, answer.problem));
    setInvited(answer.value);
    done();
  };
  return (
    <Dialog title={say('invite.title')} name="invite" close={close}>
      <form
        class="dialog-body"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p class="muted">{say('invite.text')}</p>
        {invited === null ? (
          <>
            <FormField label={say('invite.name')}>
              <input
                class="input"
                dir="auto"
                maxLength={200}
                data-testid="invite-name"
                value={name}
                onInput={(event) => setName(event.currentTarget.value)}
              />
            </FormField>
            <FormField label={say('attach.role')}>
              <input
                class="input"
                dir="auto"
                maxLength={200}
                placeholder={say('attach.role.placeholder')}
                value={role}
                onInput={(event) => setRole(event.currentTarget.value)}
              />
            </FormField>
            <Trouble problem={trouble} />
            <footer class="dialog-footer">
              <button type="submit" class="button primary" data-testid="invite-submit" disabled={name.trim() === ''}>
                {say('invite.submit')}
              </button>
            </footer>
          </>
        ) : (
          <>
            <CopyField value={invited.link} label={say('invite.title')} name="invite-link" />
            <p class="muted" role="status">
              {say('invite.once', { date: date(language, new Date(invited.expiresAt)) })}
            </p>
          </>
        )}
      </form>
    </Dialog>
  );
}
