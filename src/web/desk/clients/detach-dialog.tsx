import type { JSX } from 'preact';
import type { ClientCard, ContactCard } from '../../../http/desk/work/contract.ts';
import { ReasonDialog } from '../conversations/reason-dialog.tsx';
import { usePage } from '../frame/page.ts';

export interface DetachDialogProps {
  readonly client: ClientCard;
  readonly contact: ContactCard;
  readonly close: () => void;
  readonly done: () => void;
}

/** Undoes a link between a contact and a client; why stays on record. */
export function DetachDialog({ client, contact, close, done }: DetachDialogProps): JSX.Element {
  const { say, api, desk } = usePage();
  return (
    <ReasonDialog
      name="detach"
      title={say('detach.title')}
      text={say('detach.text', { name: contact.name ?? say('contact.this'), client: client.name })}
      label={say('detach.reason')}
      missing={say('detach.missing')}
      submit={say('detach.submit')}
      act={async (reason) => {
        const answer = desk.told(await api.detach(contact.id, contact.record ?? '', reason));
        if (answer.ok) done();
        return answer.ok ? null : answer.problem;
      }}
      close={close}
    />
  );
}
