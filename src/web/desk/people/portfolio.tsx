import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { StaffMember } from '../../../http/desk/people/staff-member.ts';
import type { Answer } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { Dialog } from '../kit/dialog.tsx';
import { DialogForm } from '../kit/form-dialog.tsx';
import { FormField } from '../kit/form-field.tsx';
import { wordsFor } from '../kit/problem.ts';
import { Trouble } from '../kit/trouble.tsx';
import type { PortfolioPlan } from '../trade-api.ts';

/** A leaver's or a sick colleague's whole portfolio: seen where it would go, moved, and taken back. */
export function Portfolio({ person, again }: { readonly person: StaffMember; readonly again: () => void }): JSX.Element {
  const { t, api, desk } = usePage();
  const [plan, setPlan] = useState<PortfolioPlan | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const carried = <T,>(answer: Answer<T>): T | null => {
    desk.noteAnswer(answer);
    setTrouble(answer.ok ? null : answer.problem.code === 'unknown-specialist' ? t('portfolio.nobody') : wordsFor(t, answer.problem));
    return answer.ok ? answer.value : null;
  };
  const done = (words: string): void => {
    setTold(words);
    setPlan(null);
    again();
  };
  return (
    <div class="form">
      <button
        type="button"
        class="button"
        data-testid="portfolio-preview"
        onClick={async () => setPlan(carried(await api.portfolioPlan(person.id)))}
      >
        {t('portfolio.move')}
      </button>
      <p role="status" class="good">
        {told}
      </p>
      {plan === null ? <Trouble problem={trouble} /> : null}
      {plan === null ? null : (
        <Dialog title={`${t('portfolio.title')}: ${person.name}`} name="portfolio" close={() => setPlan(null)}>
          <Plan
            plan={plan}
            close={() => setPlan(null)}
            trouble={trouble}
            move={async (reason) => {
              const moved = carried(await api.movePortfolio(person.id, reason));
              if (moved !== null) done(t('portfolio.moved', { clients: moved.clients }));
            }}
            undo={async (move) => {
              const undone = carried(await api.undoMove(person.id, move));
              if (undone !== null) done(t('portfolio.undone', { clients: undone.clients }));
            }}
          />
        </Dialog>
      )}
    </div>
  );
}

interface PlanProps {
  readonly plan: PortfolioPlan;
  readonly trouble: string | null;
  readonly close: () => void;
  readonly move: (reason: string) => Promise<void>;
  readonly undo: (move: string) => Promise<void>;
}

function Plan({ plan, trouble, close, move, undo }: PlanProps): JSX.Element {
  const { t } = usePage();
  const [reason, setReason] = useState('');
  const conversations = plan.clients.reduce((sum, each) => sum + each.conversations, plan.conversations);
  const overloads = plan.clients.filter(({ overload }) => overload).length;
  return (
    <DialogForm
      send={() => move(reason.trim())}
      close={close}
      submit={{ words: t('portfolio.do'), name: 'portfolio-move', can: reason.trim() !== '' && plan.clients.length > 0 }}
      trouble={{ words: trouble }}
      others={plan.moves.map(({ id, clients }) => (
        <button key={id} type="button" class="button quiet spread" data-testid="portfolio-undo" onClick={() => void undo(id)}>
          {t('portfolio.undo', { clients })}
        </button>
      ))}
    >
      <p>{t('portfolio.plan', { clients: plan.clients.length, conversations })}</p>
      <ul class="shares">
        {plan.loads.map(({ person, before, after }) => (
          <li key={person.id}>
            <span dir="auto">{person.name}</span>
            <span class="number">{t('portfolio.load', { before, after })}</span>
          </li>
        ))}
      </ul>
      {overloads === 0 ? null : <p class="notice-line">{t('portfolio.overload', { count: overloads })}</p>}
      <FormField label={t('portfolio.reason')}>
        <input
          class="input"
          dir="auto"
          maxLength={500}
          value={reason}
          data-testid="portfolio-reason"
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </FormField>
      {plan.moves.length === 0 ? null : <p class="muted form-hint">{t('portfolio.undo.text')}</p>}
    </DialogForm>
  );
}
