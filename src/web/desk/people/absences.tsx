import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { StaffMember } from '../../../http/desk/people/staff-member.ts';
import { usePage } from '../frame/page.ts';
import { Choice, FormField } from '../kit/form-field.tsx';
import { wordsFor } from '../kit/problem.ts';
import { fullTime } from '../kit/time.ts';
import { Trouble } from '../kit/trouble.tsx';
import { useRead } from '../kit/use-read.ts';

/** Planned time away, with who stands in. */
export function Absences({ person, staff }: { readonly person: StaffMember; readonly staff: readonly StaffMember[] }): JSX.Element {
  const { t, api, desk, language } = usePage();
  const read = useRead(`absences ${person.id}`, 'company', () => api.absences(person.id));
  const [planning, setPlanning] = useState(false);
  const planned = (read.value?.absences ?? []).filter((each) => each.cancelledAt === null);
  const cancel = async (id: string): Promise<void> => {
    desk.noteAnswer(await api.cancelAbsence(id));
    read.again();
  };
  return (
    <div class="form">
      {read.value !== null && planned.length === 0 && !planning ? <p class="muted">{t('absence.none')}</p> : null}
      <ul class="absences">
        {planned.map((each) => (
          <li key={each.id} data-testid="absence">
            <span>
              {new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).formatRange(
                new Date(each.from),
                new Date(each.until),
              )}
            </span>
            <span class="muted" dir="auto" title={fullTime(language, new Date(each.from))}>
              {each.reason}
              {each.deputy === null ? null : `, ${t('absence.with', { name: each.deputy.name })}`}
            </span>
            {person.may.absences ? (
              <button type="button" class="link-button" data-testid="absence-cancel" onClick={() => void cancel(each.id)}>
                {t('absence.cancel')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {planning ? (
        <Planning
          person={person}
          staff={staff}
          done={() => {
            setPlanning(false);
            read.again();
          }}
        />
      ) : person.may.absences ? (
        <button type="button" class="button" data-testid="absence-add" onClick={() => setPlanning(true)}>
          {t('absence.add')}
        </button>
      ) : null}
    </div>
  );
}

interface PlanningProps {
  readonly person: StaffMember;
  readonly staff: readonly StaffMember[];
  readonly done: () => void;
}

function Planning({ person, staff, done }: PlanningProps): JSX.Element {
  const { t, api, desk } = usePage();
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const [deputy, setDeputy] = useState(person.deputy?.id ?? '');
  const [trouble, setTrouble] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    const [begins, ends] = [new Date(from), new Date(until)];
    // also when a date is missing: nothing compares with an invalid one
    if (!(begins < ends) || reason.trim() === '') return setTrouble(t('absence.missing'));
    const wish = { from: begins.toISOString(), until: ends.toISOString(), reason: reason.trim(), deputy: deputy === '' ? null : deputy };
    const answer = desk.noteAnswer(await api.addAbsence(person.id, wish));
    if (answer.ok) done();
    else setTrouble(wordsFor(t, answer.problem));
  };
  const others = staff.filter((each) => each.id !== person.id && each.leftAt === null && each.serves);
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div class="form-row">
        <FormField label={t('absence.from')}>
          <input
            class="input"
            type="datetime-local"
            data-testid="absence-from"
            value={from}
            onInput={(event) => setFrom(event.currentTarget.value)}
          />
        </FormField>
        <FormField label={t('absence.until')}>
          <input
            class="input"
            type="datetime-local"
            data-testid="absence-until"
            value={until}
            onInput={(event) => setUntil(event.currentTarget.value)}
          />
        </FormField>
      </div>
      <FormField label={t('absence.reason')}>
        <input
          class="input"
          dir="auto"
          maxLength={500}
          placeholder={t('absence.reason.placeholder')}
          data-testid="absence-reason"
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </FormField>
      <FormField label={t('absence.deputy')}>
        <Choice
          name="absence-deputy"
          value={deputy}
          all={[['', t('person.deputy.none')] as const, ...others.map((each) => [each.id, each.name] as const)]}
          choose={setDeputy}
        />
      </FormField>
      <Trouble problem={trouble} />
      <div class="form-actions">
        <button type="submit" class="button primary" data-testid="absence-save">
          {t('absence.add')}
        </button>
      </div>
    </form>
  );
}
