import type { JSX } from 'preact';
import { type Weekday, weekdays } from '../../../domain/hours.ts';
import { type Answer, isOutdating } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { Input } from '../kit/field.tsx';
import { Form, SubmitButton, useForm } from '../kit/form.tsx';
import { Trouble } from '../kit/trouble.tsx';
import type { Translate } from '../kit/words.ts';
import { formFrom, type Week, weekOf } from './hours.ts';

type Hours = Readonly<Record<string, readonly string[]>> | null;

export interface HoursEditorProps {
  readonly hours: Hours;
  readonly may: boolean;
  /** what holds where no hours are set */
  readonly none: string;
  readonly save: (hours: Hours) => Promise<Answer<unknown>>;
  readonly done: () => void;
}

interface Values {
  /** null: none of their own */
  readonly week: Week | null;
}

/** Edits working hours, a line for every day, written as one says them. */
export function HoursEditor({ hours, may, none, save, done }: HoursEditorProps): JSX.Element {
  const { t } = usePage();
  const before = hours === null ? null : weekOf(hours);
  const form = useForm<Values>({
    values: { week: before },
    check: ({ week }) => (week === null ? null : mistakeIn(t, week)),
    async send({ week }) {
      const answer = await save(week === null ? null : formFrom(week).hours);
      if (isOutdating(answer)) done();
      return answer;
    },
    problems: { 'changed-meanwhile': t('person.changed') },
  });
  const { week } = form.values;
  const own = (): void => form.change({ week: week ?? weekOf(hours ?? { 'mon-fri': ['09:00-18:00'] }) });
  const isSame = JSON.stringify(week) === JSON.stringify(before);
  return (
    <Form form={form}>
      <div class="segments" role="group" aria-label={t('person.section.hours')}>
        <button type="button" disabled={!may} aria-pressed={week === null} onClick={() => form.change({ week: null })}>
          {none}
        </button>
        <button type="button" disabled={!may} aria-pressed={week !== null} data-testid="hours-own" onClick={own}>
          {t('hours.own')}
        </button>
      </div>
      {week === null ? null : <Days week={week} set={form.set('week')} may={may} />}
      <Trouble problem={form.trouble} />
      {may && !isSame ? (
        <div class="form-actions">
          <SubmitButton form={form} words={t('person.save')} name="hours-save" />
        </div>
      ) : null}
    </Form>
  );
}

function mistakeIn(t: Translate, week: Week): string | null {
  const { mistake } = formFrom(week);
  if (mistake === null) return null;
  const day = t(`hours.day.${mistake.day}`);
  return mistake.type === 'overlap' ? t('hours.overlap', { day }) : t('hours.bad', { day, shift: mistake.shift });
}

const workdays: readonly Weekday[] = ['tue', 'wed', 'thu', 'fri'];

interface DaysProps {
  readonly week: Week;
  readonly set: (week: Week) => void;
  readonly may: boolean;
}

function Days({ week, set, may }: DaysProps): JSX.Element {
  const { t } = usePage();
  const copyMonday = (): void => set({ ...week, ...Object.fromEntries(workdays.map((day) => [day, week.mon])) });
  return (
    <>
      <div class="hours">
        {weekdays.map((day) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the field is among the children
          <label key={day} class="hours-day">
            <span>{t(`hours.day.${day}`)}</span>
            <Input
              name={`hours-${day}`}
              disabled={!may}
              placeholder={may ? t('hours.placeholder') : ''}
              value={week[day]}
              set={(line) => set({ ...week, [day]: line })}
            />
          </label>
        ))}
      </div>
      {may ? (
        <p class="muted form-hint">
          {t('hours.hint')}{' '}
          <button type="button" class="link-button" onClick={copyMonday}>
            {t('hours.copy')}
          </button>
        </p>
      ) : null}
    </>
  );
}
