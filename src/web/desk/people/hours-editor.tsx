import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type Weekday, weekdays } from '../../../domain/hours.ts';
import type { Answer } from '../api.ts';
import { formFrom, type Week, weekOf } from '../conversations/hours.ts';
import { usePage } from '../frame/page.ts';
import { wordsFor } from '../kit/problem.ts';
import { Trouble } from '../kit/trouble.tsx';

type Form = Readonly<Record<string, readonly string[]>> | null;

export interface HoursEditorProps {
  readonly hours: Form;
  readonly may: boolean;
  /** what holds where no hours are set */
  readonly none: string;
  readonly save: (hours: Record<string, string[]> | null) => Promise<Answer<unknown>>;
  readonly done: () => void;
}

/** Working hours, a line for every day, written as one says them. */
export function HoursEditor({ hours, may, none, save, done }: HoursEditorProps): JSX.Element {
  const { t, desk } = usePage();
  const [week, setWeek] = useState<Week | null>(hours === null ? null : weekOf(hours));
  const [trouble, setTrouble] = useState<string | null>(null);
  const isSame = JSON.stringify(week) === JSON.stringify(hours === null ? null : weekOf(hours));
  const submit = async (): Promise<void> => {
    const form = week === null ? null : formFrom(week);
    const mistake = form?.mistake ?? null;
    if (mistake !== null) {
      const day = t(`hours.day.${mistake.day}`);
      return setTrouble(mistake.type === 'overlap' ? t('hours.overlap', { day }) : t('hours.bad', { day, shift: mistake.shift }));
    }
    const answer = desk.noteAnswer(await save(form?.hours ?? null));
    setTrouble(answer.ok ? null : answer.problem.code === 'changed-meanwhile' ? t('person.changed') : wordsFor(t, answer.problem));
    if (answer.ok || answer.problem.status === 409) done();
  };
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div class="segments" role="group" aria-label={t('person.section.hours')}>
        <button type="button" disabled={!may} aria-pressed={week === null} onClick={() => setWeek(null)}>
          {none}
        </button>
        <button
          type="button"
          disabled={!may}
          aria-pressed={week !== null}
          data-testid="hours-own"
          onClick={() => setWeek(week ?? weekOf(hours ?? { 'mon-fri': ['09:00-18:00'] }))}
        >
          {t('hours.own')}
        </button>
      </div>
      {week === null ? null : <Days week={week} set={setWeek} may={may} />}
      <Trouble problem={trouble} />
      {may && !isSame ? (
        <div class="form-actions">
          <button type="submit" class="button primary" data-testid="hours-save">
            {t('person.save')}
          </button>
        </div>
      ) : null}
    </form>
  );
}

function Days({ week, set, may }: { readonly week: Week; readonly set: (week: Week) => void; readonly may: boolean }): JSX.Element {
  const { t } = usePage();
  const workdays: readonly Weekday[] = ['tue', 'wed', 'thu', 'fri'];
  return (
    <>
      <div class="hours">
        {weekdays.map((day) => (
          <label key={day} class="hours-day">
            <span>{t(`hours.day.${day}`)}</span>
            <input
              class="input"
              disabled={!may}
              placeholder={may ? t('hours.placeholder') : ''}
              data-testid={`hours-${day}`}
              value={week[day]}
              onInput={(event) => set({ ...week, [day]: event.currentTarget.value })}
            />
          </label>
        ))}
      </div>
      {may ? (
        <p class="muted form-hint">
          {t('hours.hint')}{' '}
          <button
            type="button"
            class="link-button"
            onClick={() => set({ ...week, ...Object.fromEntries(workdays.map((day) => [day, week.mon])) })}
          >
            {t('hours.copy')}
          </button>
        </p>
      ) : null}
    </>
  );
}
