import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientCard } from '../../../http/desk/clients/client-card.ts';
import type { Invited } from '../../../http/desk/clients/invite.ts';
import { usePage } from '../frame/page.ts';
import { CopyField } from '../kit/copy-field.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { DialogForm } from '../kit/dialog-form.tsx';
import { TextField } from '../kit/field.tsx';
import { useForm } from '../kit/form.tsx';
import { FormField } from '../kit/form-field.tsx';
import { date } from '../kit/time.ts';

export interface InviteDialogProps {
  readonly client: ClientCard;
  readonly close: () => void;
  readonly done: () => void;
}

/** Makes a personal way into the window for a new employee of the client (R6). */
export function InviteDialog({ client, close, done }: InviteDialogProps): JSX.Element {
  const { t } = usePage();
  const [invited, setInvited] = useState<Invited | null>(null);
  const shown = (answer: Invited): void => {
    setInvited(answer);
    done();
  };
  return (
    <Dialog title={t('invite.title')} name="invite" close={close}>
      {invited === null ? <InviteForm client={client} close={close} invited={shown} /> : <Links invited={invited} />}
    </Dialog>
  );
}

interface InviteFormProps {
  readonly client: ClientCard;
  readonly close: () => void;
  readonly invited: (answer: Invited) => void;
}

function InviteForm({ client, close, invited }: InviteFormProps): JSX.Element {
  const { t, api } = usePage();
  const form = useForm({
    values: { name: '', role: '' },
    async send({ name, role }) {
      const body = { name: name.trim(), ...(role.trim() === '' ? {} : { role: role.trim() }) };
      const answer = await api('POST /clients/:id/invite', { params: { id: client.id }, body });
      if (answer.ok) invited(answer.value);
      return answer;
    },
  });
  const { values, set } = form;
  return (
    <DialogForm form={form} close={close} submit={{ words: t('invite.submit'), name: 'invite-submit', can: values.name.trim() !== '' }}>
      <p class="muted">{t('invite.text')}</p>
      <TextField label={t('invite.name')} name="invite-name" dir="auto" maxLength={200} value={values.name} set={set('name')} />
      <TextField
        label={t('attach.role')}
        dir="auto"
        maxLength={200}
        placeholder={t('attach.role.placeholder')}
        value={values.role}
        set={set('role')}
      />
    </DialogForm>
  );
}

/** Shows both ways in, where there are two: the specialist sends whichever the newcomer would rather use. */
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
