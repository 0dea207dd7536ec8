import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientCard, ContactCard } from '../../../doors/http/desk/every-day-contract.ts';
import { usePage } from '../page.ts';
import { wordsFor } from '../problem.ts';
import { Dialog } from './dialog.tsx';
import { FormField } from './form-field.tsx';
import { Trouble } from './trouble.tsx';

export interface DetachDialogProps {
  readonly client: ClientCard;
  readonly contact: ContactCard;
  readonly close: () => void;
  readonly done: () => void;
}

/** Undoes a link between a contact and a client; why stays on record. */
export function DetachDialog({ client, contact, close, done }: DetachDialogProps): JSX.Element {
  const { say, api, desk } = usePage();
  const [reason, setReason] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    if (reason.trim() === '' || contact.record === null) return setTrouble(say('detach.missing'));
    const answer = desk.told(await api.detach(contact.id, contact.record, reason.trim()));
    if (!answer.ok) return setTrouble(wordsFor(say, answer.problem));
    done();
    close();
  };
  return (
    <Dialog title={say('detach.title')} name="detach" close={close}>
      <form
        class="dialog-body"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>{say('detach.text', { name: contact.name ?? say('contact.this'), client: client.name })}</p>
        <FormField label={say('detach.reason')}>
          <input
            class="input"
            dir="auto"
            maxLength={2000}
            data-testid="detach-reason"
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </FormField>
        <Trouble problem={trouble} />
        <footer class="dialog-footer">
          <button type="button" class="button" onClick={close}>
            {say('action.cancel')}
          </button>
          <button type="submit" class="button primary" data-testid="detach-submit">
            {say('detach.submit')}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
