import type { JSX } from 'preact';
import type { People } from '../../../http/desk/people/colleagues.ts';
import { usePage } from '../frame/page.ts';
import { useNow } from '../kit/now.ts';
import { againstWords } from '../kit/objected.ts';
import { LoadBar } from './load-bar.tsx';

type Department = People['departments'][number];
type Colleague = Department['specialists'][number];

export interface PersonChoiceProps {
  readonly department: Department;
  /** null: anybody of the department */
  readonly chosen: string | null;
  readonly inCharge: string | null;
  readonly choose: (specialist: string | null) => void;
}

/** Asks whom to give it to, and shows how loaded everybody is. */
export function PersonChoice({ department, chosen, inCharge, choose }: PersonChoiceProps): JSX.Element {
  const { t } = usePage();
  return (
    <fieldset class="people">
      <legend>{t('transfer.person')}</legend>
      <label class="person">
        <input type="radio" name="specialist" checked={chosen === null} onChange={() => choose(null)} />
        <span class="person-name">
          <strong>{t('transfer.anyone')}</strong>
          <span class="muted">{department.specialists.length === 0 ? t('transfer.empty') : t('transfer.anyone.text')}</span>
        </span>
      </label>
      {department.specialists.map((each) => (
        <Person key={each.id} colleague={each} chosen={chosen === each.id} inCharge={inCharge === each.id} choose={() => choose(each.id)} />
      ))}
    </fieldset>
  );
}

interface PersonProps {
  readonly colleague: Colleague;
  readonly chosen: boolean;
  readonly inCharge: boolean;
  readonly choose: () => void;
}

function Person({ colleague, chosen, inCharge, choose }: PersonProps): JSX.Element {
  const { t, language } = usePage();
  const now = useNow(60_000);
  const here = colleague.against === null ? t('availability.available') : againstWords(t, language, colleague.against, now);
  const status = inCharge ? t('transfer.now') : colleague.serves ? here : t('transfer.not-serving');
  return (
    <label class="person" data-testid="colleague">
      <input type="radio" name="specialist" checked={chosen} disabled={inCharge || !colleague.serves} onChange={choose} />
      <span class="person-name">
        <strong dir="auto">{colleague.name}</strong>
        <span class={`presence presence-${colleague.serves ? colleague.availability : 'off'}`}>{status}</span>
      </span>
      <span class="loads">
        <LoadBar name={t('transfer.conversations')} share={colleague.conversations} />
        <LoadBar name={t('transfer.portfolio')} share={colleague.portfolio} />
      </span>
    </label>
  );
}
