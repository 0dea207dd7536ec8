import type { JSX } from 'preact';
import type { ClientCard, ContactCard } from '../../../http/desk/clients/client-card.ts';
import { ReasonDialog } from '../conversations/reason-dialog.tsx';
import { usePage } from '../frame/page.ts';
import { clientName } from '../kit/client-name.ts';

export interface DetachDialogProps {
  readonly client: ClientCard;
  readonly contact: ContactCard;
  readonly close: () => void;
  readonly done: () => void;
}

/** Undoes a link between a contact and a client; why stays on record. */
export function DetachDialog({ client, contact, close, done }: DetachDialogProps): JSX.Element {
  const { t, api } = usePage();
  return (
    <ReasonDialog
      name="detach"
      title={t('detach.title')}
      text={t('detach.text', { name: contact.name ?? t('contact.this'), client: clientName(t, client) })}
      label={t('detach.reason')}
      missing={t('detach.missing')}
      submit={t('detach.submit')}
      act={async (reason) => {
        const body = { record: contact.record ?? '', reason };
        const answer = await api('POST /contacts/:id/detach', { params: { id: contact.id }, body });
        if (answer.ok) done();
        return answer;
      }}
      close={close}
    />
  );
}
