import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientCard } from '../../../http/desk/clients/client-card.ts';
import type { Invited } from '../../../http/desk/clients/invite.ts';
import { usePage } from '../frame/page.ts';
import { CopyField } from '../kit/copy-field.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { DialogForm } from '../kit/form-dialog.tsx';
import { FormField } from '../kit/form-field.tsx';
import { wordsFor } from '../kit/problem.ts';
import { date } from '../kit/time.ts';

export interface InviteDialogProps {
  readonly client: ClientCard;
  readonly close: () => void;
  readonly done: () => void;
}

/** A personal way into the window for a new employee of the client (R6). */
export function InviteDialog({ client, close, done }: InviteDialogProps): JSX.Element {
  const { t, api, desk } = usePage();
  const [name, setName] = useState('');
  const [role, setRole] = useState('');
  const [invited, setInvited] = useState<Invited | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const send = async (): Promise<void> => {
    const answer = desk.noteAnswer(await api.invite(client.id, { name: name.trim(), ...(role.trim() === '' ? {} : { role: role.trim() }) }));
    if (!answer.ok) return setTrouble(wordsFor(t, answer.problem));
    setInvited(answer.value);
    done();
  };
  return (
    <Dialog title={t('invite.title')} name="invite" close={close}>
      {invited === null ? (
        <DialogForm
          send={send}
          close={close}
          submit={{ words: t('invite.submit'), name: 'invite-submit', can: name.trim() !== '' }}
          trouble={{ words: trouble }}
        >
          <p class="muted">{t('invite.text')}</p>
          <FormField label={t('invite.name')}>
            <input
              class="input"
              dir="auto"
              maxLength={200}
              data-testid="invite-name"
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </FormField>
          <FormField label={t('attach.role')}>
            <input
              class="input"
              dir="auto"
              maxLength={200}
              placeholder={t('attach.role.placeholder')}
              value={role}
              onInput={(event) => setRole(event.currentTarget.value)}
            />
          </FormField>
        </DialogForm>
      ) : (
        <Links invited={invited} />
      )}
    </Dialog>
  );
}

/** Both ways in, where there are two: the specialist sends whichever the newcomer would rather use. */
function Links({ invited: { link, telegram, expiresAt } }: { readonly invited: Invited }): JSX.Element {
  const { t, language } = usePage();
  const until = { date: date(language, new Date(expiresAt)) };
  return (
    <div class="dialog-body">
      <FormField label={t('invite.link')}>
        <CopyField value={link} label={t('invite.link')} name="invite-link" />
      </FormField>
      {telegram === null ? null : (
        <FormField label={t('channel.telegram')}>
          <CopyField value={telegram} label={t('channel.telegram')} name="invite-telegram" />
        </FormField>
      )}
      <p class="muted" role="status">
        {t(telegram === null ? 'invite.once' : 'invite.once.either', until)}
      </p>
    </div>
  );
}
