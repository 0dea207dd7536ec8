import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { People } from '../../../http/desk/people/colleagues.ts';
import type { Problem } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { Dialog } from '../kit/dialog.tsx';
import { DialogForm } from '../kit/form-dialog.tsx';
import { FormField } from '../kit/form-field.tsx';
import { wordsFor } from '../kit/problem.ts';
import { PersonChoice } from '../people/person-choice.tsx';
import { threadOf } from '../state.ts';

export function TransferDialog(): JSX.Element {
  const { t, dispatch, desk } = usePage();
  const [people, setPeople] = useState<People | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let closed = false;
    void desk.people().then((answer) => {
      if (closed) return;
      if (answer.ok) setPeople(answer.value);
      else setProblem(answer.problem);
    });
    return () => {
      closed = true;
    };
  }, [desk]);
  return (
    <Dialog title={t('transfer.title')} name="transfer" close={() => dispatch({ type: 'dialog', dialog: null })}>
      {people === null ? <Waiting problem={problem} /> : <TransferForm people={people} />}
    </Dialog>
  );
}

function Waiting({ problem }: { readonly problem: Problem | null }): JSX.Element {
  const { t } = usePage();
  if (problem === null) {
    return (
      <div class="dialog-body dialog-waiting" aria-hidden="true">
        <span class="bone bone-title" />
        <span class="bone bone-text" />
        <span class="bone bone-text" />
      </div>
    );
  }
  return (
    <p class="dialog-body notice-problem" role="alert">
      {t('transfer.failed')} {wordsFor(t, problem)}
    </p>
  );
}

function TransferForm({ people }: { readonly people: People }): JSX.Element {
  const { state, t, desk, dispatch, newKey } = usePage();
  const card = state.address.conversation === null ? null : threadOf(state, state.address.conversation).card;
  const [departmentKey, setDepartment] = useState(card?.department.key ?? people.departments[0]?.key ?? '');
  const [specialist, setSpecialist] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [summary, setSummary] = useState('');
  const [meeting, setMeeting] = useState('');
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const departments = useRef<HTMLFieldSetElement>(null);
  useEffect(() => departments.current?.querySelector<HTMLElement>(':checked')?.focus(), []);
  const reasonField = useRef<HTMLTextAreaElement>(null);
  // the same wish again is the same action: a new key only when something was changed
  const wish = useRef({ words: '', key: '' });
  const department = people.departments.find((each) => each.key === departmentKey) ?? people.departments[0];

  const submit = async (): Promise<void> => {
    if (department === undefined) return;
    if (reason.trim() === '') {
      setMissing(true);
      reasonField.current?.focus();
      return;
    }
    const at = new Date(meeting);
    const body = {
      department: department.key,
      reason: reason.trim(),
      ...(specialist === null ? {} : { specialist }),
      ...(summary.trim() === '' ? {} : { summary: summary.trim() }),
      ...(department.key !== 'sales' || Number.isNaN(at.getTime()) ? {} : { meeting: { at: at.toISOString(), text: reason.trim() } }),
    };
    const words = JSON.stringify(body);
    if (wish.current.words !== words) wish.current = { words, key: newKey() };
    setProblem(null);
    const refused = await desk.transfer({ ...body, key: wish.current.key });
    if (refused === null) dispatch({ type: 'dialog', dialog: null });
    else setProblem(refused);
  };

  return (
    <DialogForm
      send={submit}
      close={() => dispatch({ type: 'dialog', dialog: null })}
      submit={{ words: t('transfer.submit'), name: 'transfer-submit' }}
      trouble={{
        words: missing ? t('transfer.reason.required') : problem === null ? null : wordsFor(t, problem),
        name: 'transfer-problem',
      }}
    >
      <fieldset class="departments" ref={departments}>
        <legend>{t('transfer.department')}</legend>
        {people.departments.map((each) => (
          <label key={each.key} class="segment">
            <input
              type="radio"
              name="department"
              value={each.key}
              checked={each.key === department?.key}
              onChange={() => {
                setDepartment(each.key);
                setSpecialist(null);
              }}
            />
            <span>{each.name}</span>
          </label>
        ))}
      </fieldset>
      {department === undefined ? null : (
        <PersonChoice department={department} chosen={specialist} inCharge={card?.specialist?.id ?? null} choose={setSpecialist} />
      )}
      <FormField label={t('transfer.reason')}>
        <textarea
          class="input"
          ref={reasonField}
          rows={3}
          maxLength={2000}
          dir="auto"
          value={reason}
          placeholder={t('transfer.reason.placeholder')}
          aria-invalid={missing}
          data-testid="transfer-reason"
          onInput={(event) => {
            setReason(event.currentTarget.value);
            setMissing(false);
          }}
        />
      </FormField>
      <FormField label={t('transfer.summary')}>
        <textarea
          class="input"
          rows={2}
          maxLength={4000}
          dir="auto"
          value={summary}
          placeholder={t('transfer.summary.placeholder')}
          data-testid="transfer-summary"
          onInput={(event) => setSummary(event.currentTarget.value)}
        />
      </FormField>
      {department?.key === 'sales' ? (
        <FormField label={t('transfer.meeting')} hint={t('transfer.meeting.hint')}>
          <input
            class="input"
            type="datetime-local"
            value={meeting}
            data-testid="transfer-meeting"
            onInput={(event) => setMeeting(event.currentTarget.value)}
          />
        </FormField>
      ) : null}
    </DialogForm>
  );
}
