import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Absence } from '../../../http/desk/people/absences.ts';
import type { StaffMember } from '../../../http/desk/people/staff-member.ts';
import { usePage } from '../frame/page.ts';
import { ChoiceField, DateTimeField, TextField } from '../kit/field.tsx';
import { Form, useForm } from '../kit/form.tsx';
import { fullTime } from '../kit/time.ts';
import { useRead } from '../kit/use-read.ts';
import { deputiesIn } from './person-draft.ts';

/** Lists planned time away, with who stands in. */
export function Absences({ person, staff }: { readonly person: StaffMember; readonly staff: readonly StaffMember[] }): JSX.Element {
  const { t, api } = usePage();
  const read = useRead(`absences ${person.id}`, 'company', () => api('GET /staff/:id/absences', { params: { id: person.id } }));
  const [planning, setPlanning] = useState(false);
  const planned = (read.value?.absences ?? []).filter((each) => each.cancelledAt === null);
  const done = (): void => {
    setPlanning(false);
    read.again();
  };
  return (
    <div class="form">
      {read.value !== null && planned.length === 0 && !planning ? <p class="muted">{t('absence.none')}</p> : null}
      <ul class="absences">
        {planned.map((each) => (
          <AbsenceItem key={each.id} absence={each} may={person.may.absences} again={read.again} />
        ))}
      </ul>
      {planning ? <Planning person={person} staff={staff} done={done} /> : null}
      {person.may.absences && !planning ? (
        <button type="button" class="button" data-testid="absence-add" onClick={() => setPlanning(true)}>
          {t('absence.add')}
        </button>
      ) : null}
    </div>
  );
}

interface AbsenceItemProps {
  readonly absence: Absence;
  readonly may: boolean;
  readonly again: () => void;
}

function AbsenceItem({ absence, may, again }: AbsenceItemProps): JSX.Element {
  const { t, api, desk, language } = usePage();
  const [from, until] = [new Date(absence.from), new Date(absence.until)];
  const cancel = async (): Promise<void> => {
    desk.noteAnswer(await api('POST /absences/:id/cancel', { params: { id: absence.id }, body: {} }));
    again();
  };
  return (
    <li data-testid="absence">
      <span>{new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).formatRange(from, until)}</span>
      <span class="muted" dir="auto" title={fullTime(language, from)}>
        {absence.reason}
        {absence.deputy === null ? null : `, ${t('absence.with', { name: absence.deputy.name })}`}
      </span>
      {may ? (
        <button type="button" class="link-button" data-testid="absence-cancel" onClick={() => void cancel()}>
          {t('absence.cancel')}
        </button>
      ) : null}
    </li>
  );
}

interface PlanningProps {
  readonly person: StaffMember;
  readonly staff: readonly StaffMember[];
  readonly done: () => void;
}

function Planning({ person, staff, done }: PlanningProps): JSX.Element {
  const { t, api } = usePage();
  const form = useForm({
    values: { from: '', until: '', reason: '', deputy: person.deputy?.id ?? '' },
    // also when a date is missing: nothing compares with an invalid one
    check: ({ from, until, reason }) => (new Date(from) < new Date(until) && reason.trim() !== '' ? null : t('absence.missing')),
    async send({ from, until, reason, deputy }) {
      const span = { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
      const body = { ...span, reason: reason.trim(), deputy: deputy === '' ? null : deputy };
      const answer = await api('POST /staff/:id/absences', { params: { id: person.id }, body });
      if (answer.ok) done();
      return answer;
    },
  });
  const { from, until, reason, deputy } = form.values;
  const others = deputiesIn(staff, person.department?.key ?? '').filter((each) => each.id !== person.id);
  return (
    <Form form={form} submit={{ words: t('absence.add'), name: 'absence-save' }}>
      <div class="form-row">
        <DateTimeField label={t('absence.from')} name="absence-from" value={from} set={form.set('from')} />
        <DateTimeField label={t('absence.until')} name="absence-until" value={until} set={form.set('until')} />
      </div>
      <TextField
        label={t('absence.reason')}
        name="absence-reason"
        dir="auto"
        maxLength={500}
        placeholder={t('absence.reason.placeholder')}
        value={reason}
        set={form.set('reason')}
      />
      <ChoiceField
        label={t('absence.deputy')}
        name="absence-deputy"
        value={deputy}
        all={[['', t('person.deputy.none')], ...others.map((each) => [each.id, each.name] as const)]}
        set={form.set('deputy')}
      />
    </Form>
  );
}
