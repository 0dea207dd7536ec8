import type { JSX } from 'preact';
import type { ClientCard } from '../../../http/desk/clients/client-card.ts';
import { ReasonDialog } from '../conversations/reason-dialog.tsx';
import { usePage } from '../frame/page.ts';
import { clientName } from '../kit/client-name.ts';

export interface WeighDialogProps {
  readonly client: ClientCard;
  readonly owner: ClientCard['owners'][number];
  readonly close: () => void;
  readonly done: () => void;
}

/** Counts a key client as one person's whole work, or by its size again; why stays on record. */
export function WeighDialog({ client, owner, close, done }: WeighDialogProps): JSX.Element {
  const { t, api } = usePage();
  const verb = owner.raised === null ? 'raise' : 'lower';
  return (
    <ReasonDialog
      name="weigh"
      title={t(`weigh.${verb}.title`)}
      text={t(`weigh.${verb}.text`, { client: clientName(t, client), name: owner.specialist.name })}
      label={t('weigh.reason')}
      missing={t('weigh.missing')}
      submit={t(`weigh.${verb}.submit`)}
      act={async (reason) => {
        const body = { department: owner.department.key, whole: verb === 'raise', reason };
        const answer = await api('POST /clients/:id/weight', { params: { id: client.id }, body });
        if (answer.ok) done();
        return answer;
      }}
      close={close}
    />
  );
}
