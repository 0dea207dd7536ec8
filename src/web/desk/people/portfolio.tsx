import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PortfolioPlan } from '../../../http/desk/people/portfolio.ts';
import type { StaffMember } from '../../../http/desk/people/staff-member.ts';
import { usePage } from '../frame/page.ts';
import { Dialog } from '../kit/dialog.tsx';
import { DialogForm } from '../kit/dialog-form.tsx';
import { TextField } from '../kit/field.tsx';
import { useForm } from '../kit/form.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { useAttempt } from '../kit/use-attempt.ts';

/** Moves a leaver's or a sick colleague's whole portfolio, once it is seen where it would go, and takes it back. */
export function Portfolio({ person, again }: { readonly person: StaffMember; readonly again: () => void }): JSX.Element {
  const { t, api } = usePage();
  const [plan, setPlan] = useState<PortfolioPlan | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const { trouble, attempt } = useAttempt({ 'unknown-specialist': t('portfolio.nobody') });
  const preview = (): Promise<void> =>
    attempt(async () => {
      const answer = await api('POST /people/:id/portfolio/preview', { params: { id: person.id } });
      setPlan(answer.ok ? answer.value : null);
      return answer;
    });
  const finish = (words: string): void => {
    setDone(words);
    setPlan(null);
    again();
  };
  return (
    <div class="form">
      <button type="button" class="button" data-testid="portfolio-preview" onClick={() => void preview()}>
        {t('portfolio.move')}
      </button>
      <p role="status" class="good">
        {done}
      </p>
      {plan === null ? (
        <Trouble problem={trouble} />
      ) : (
        <Dialog title={`${t('portfolio.title')}: ${person.name}`} name="portfolio" close={() => setPlan(null)}>
          <Plan person={person} plan={plan} close={() => setPlan(null)} done={finish} />
        </Dialog>
      )}
    </div>
  );
}

interface PlanProps {
  readonly person: StaffMember;
  readonly plan: PortfolioPlan;
  readonly close: () => void;
  readonly done: (words: string) => void;
}

function Plan({ person: { id }, plan, close, done }: PlanProps): JSX.Element {
  const { t, api } = usePage();
  const form = useForm({
    values: { reason: '' },
    async send({ reason }) {
      const answer = await api('POST /people/:id/portfolio/move', { params: { id }, body: { reason: reason.trim() } });
      if (answer.ok) done(t('portfolio.moved', { clients: answer.value.clients }));
      return answer;
    },
    problems: { 'unknown-specialist': t('portfolio.nobody') },
  });
  const { reason } = form.values;
  const undo = (move: string): Promise<void> =>
    form.attempt(async () => {
      const answer = await api('POST /people/:id/portfolio/moves/:move/undo', { params: { id, move } });
      if (answer.ok) done(t('portfolio.undone', { clients: answer.value.clients }));
      return answer;
    });
  return (
    <DialogForm
      form={form}
      close={close}
      submit={{ words: t('portfolio.do'), name: 'portfolio-move', can: reason.trim() !== '' && plan.clients.length > 0 }}
      others={plan.moves.map((each) => (
        <button key={each.id} type="button" class="button quiet spread" data-testid="portfolio-undo" onClick={() => void undo(each.id)}>
          {t('portfolio.undo', { clients: each.clients })}
        </button>
      ))}
    >
      <Shares plan={plan} />
      <TextField label={t('portfolio.reason')} name="portfolio-reason" dir="auto" maxLength={500} value={reason} set={form.set('reason')} />
      {plan.moves.length === 0 ? null : <p class="muted form-hint">{t('portfolio.undo.text')}</p>}
    </DialogForm>
  );
}

/** Shows how much would move, and what everybody would carry then. */
function Shares({ plan }: { readonly plan: PortfolioPlan }): JSX.Element {
  const { t } = usePage();
  const conversations = plan.clients.reduce((sum, each) => sum + each.conversations, plan.conversations);
  const overloads = plan.clients.filter(({ overload }) => overload).length;
  return (
    <>
      <p>{t('portfolio.plan', { clients: plan.clients.length, conversations })}</p>
      <ul class="shares">
        {plan.loads.map(({ person, before, after }) => (
          <li key={person.id}>
            <span dir="auto">{person.name}</span>
            <span class="number">
              {t('portfolio.gets', { count: plan.clients.filter(({ to }) => to.id === person.id).length })} ·{' '}
              {t('portfolio.load', { before, after })}
            </span>
          </li>
        ))}
      </ul>
      {overloads === 0 ? null : <p class="notice-line">{t('portfolio.overload', { count: overloads })}</p>}
    </>
  );
}
