import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientCard } from '../../../doors/http/desk/every-day-contract.ts';
import { usePage } from '../page.ts';
import { wordsFor } from '../problem.ts';
import { Dialog } from './dialog.tsx';
import { FormField } from './form-field.tsx';
import { Trouble } from './trouble.tsx';

export interface WeighDialogProps {
  readonly client: ClientCard;
  readonly owner: ClientCard['owners'][number];
  readonly close: () => void;
  readonly done: () => void;
}

/** A key client as one person's whole work, or by its size again; why stays on record. */
export function WeighDialog({ client, owner, close, done }: WeighDialogProps): JSX.Element {
  const { say, api, desk } = usePage();
  const [reason, setReason] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const verb = owner.raised === null ? 'raise' : 'lower';
  const submit = async (): Promise<void> => {
    if (reason.trim() === '') return setTrouble(say('weigh.missing'));
    const wish = { department: owner.department.key, whole: verb === 'raise', reason: reason.trim() };
    const answer = desk.told(await api.weigh(client.id, wish));
    if (!answer.ok) return setTrouble(wordsFor(say, answer.problem));
    done();
    close();
  };
  return (
    <Dialog title={say(`weigh.${verb}.title`)} name="weigh" close={close}>
      <form
        class="dialog-body"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>{say(`weigh.${verb}.text`, { client: client.name, name: owner.specialist.name })}</p>
        <FormField label={say('weigh.reason')}>
          <input
            class="input"
            dir="auto"
            maxLength={1000}
            data-testid="weigh-reason"
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </FormField>
        <Trouble problem={trouble} />
        <footer class="dialog-footer">
          <button type="button" class="button" onClick={close}>
            {say('action.cancel')}
          </button>
          <button type="submit" class="button primary" data-testid="weigh-submit">
            {say(`weigh.${verb}.submit`)}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
