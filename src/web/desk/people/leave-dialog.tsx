import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { LeavePlan } from '../../../http/desk/people/leave-preview.ts';
import type { StaffMember } from '../../../http/desk/people/staff-member.ts';
import { usePage } from '../frame/page.ts';
import { Dialog } from '../kit/dialog.tsx';
import { ChoiceField } from '../kit/field.tsx';
import { useRead } from '../kit/use-read.ts';

export type LeaversClients = 'give' | 'head';

interface LeavingProps {
  readonly person: StaffMember;
  readonly close: () => void;
  readonly leave: (clients: LeaversClients) => Promise<void>;
}

/** Says what it means that somebody leaves, and who would have their clients, before it is done. */
export function LeaveDialog({ person, close, leave }: LeavingProps): JSX.Element {
  const { t, api } = usePage();
  const { value: plan } = useRead(`leave ${person.id}`, null, () => api('POST /staff/:id/leave/preview', { params: { id: person.id } }));
  const [clients, setClients] = useState<LeaversClients>('give');
  const [busy, setBusy] = useState(false);
  const sure = async (): Promise<void> => {
    setBusy(true);
    await leave(clients);
    setBusy(false);
  };
  return (
    <Dialog title={t('access.leave.title', { name: person.name })} name="leave" close={close}>
      <div class="dialog-body">
        <ul class="consequences">
          <li>{t('access.leave.sessions')}</li>
          <li>{t('access.leave.conversations', { count: person.conversations })}</li>
          {plan === null || plan.standsInFor.length === 0 ? null : (
            <li dir="auto">{t('access.leave.deputy', { names: plan.standsInFor.join(', ') })}</li>
          )}
          <li>{t('access.leave.history')}</li>
        </ul>
        {plan === null || plan.clients === 0 ? null : <LeaversPortfolio plan={plan} clients={clients} set={setClients} />}
        <footer class="dialog-footer">
          <button type="button" class="button" onClick={close}>
            {t('action.cancel')}
          </button>
          <button type="button" class="button danger" disabled={busy} data-testid="leave-sure" onClick={() => void sure()}>
            {t('access.leave.sure')}
          </button>
        </footer>
      </div>
    </Dialog>
  );
}

interface PortfolioProps {
  readonly plan: LeavePlan;
  readonly clients: LeaversClients;
  readonly set: (clients: LeaversClients) => void;
}

/** Shows who would get how many clients, and lets it be left to the head instead. */
function LeaversPortfolio({ plan, clients, set }: PortfolioProps): JSX.Element {
  const { t } = usePage();
  const { shares, head, overloads } = plan;
  const task = head === null ? t('access.leave.nobody.headless') : t('access.leave.nobody', { head: head.name });
  if (shares === null)
    return (
      <p class="notice-line" dir="auto" data-testid="leave-nobody">
        {t('access.leave.clients', { count: plan.clients })} {task}
      </p>
    );
  return (
    <>
      <ChoiceField
        label={t('access.leave.clients', { count: plan.clients })}
        name="leave-clients"
        value={clients}
        set={set}
        all={[
          ['give', t('access.leave.give')],
          ['head', head === null ? t('access.leave.head.headless') : t('access.leave.head', { head: head.name })],
        ]}
      />
      {clients === 'head' ? (
        <p class="muted form-hint">{t('access.leave.head.text')}</p>
      ) : (
        <ul class="shares" data-testid="leave-shares">
          {shares.map((each) => (
            <li key={each.person.id}>
              <span dir="auto">{each.person.name}</span>
              <span class="number">
                {t('portfolio.gets', { count: each.clients })} · {t('portfolio.load', { before: each.before, after: each.after })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {clients === 'give' && overloads > 0 ? <p class="notice-line">{t('portfolio.overload', { count: overloads })}</p> : null}
    </>
  );
}
