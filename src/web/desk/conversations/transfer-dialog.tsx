import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Objected, Objection } from '../../../domain/objection.ts';
import type { People } from '../../../http/desk/people/colleagues.ts';
import type { Problem } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { Dialog } from '../kit/dialog.tsx';
import { DialogForm } from '../kit/dialog-form.tsx';
import { DateTimeField, TextArea } from '../kit/field.tsx';
import { useForm } from '../kit/form.tsx';
import { useNow } from '../kit/now.ts';
import { objectedOf, objectedWords } from '../kit/objected.ts';
import { wordsFor } from '../kit/problem.ts';
import { useRead } from '../kit/use-read.ts';
import { PersonChoice } from '../people/person-choice.tsx';
import { threadOf } from '../state.ts';
import type { Transfer } from './verbs.ts';

type Department = People['departments'][number];

export function TransferDialog(): JSX.Element {
  const { t, dispatch, api } = usePage();
  const { value: people, problem } = useRead('colleagues', null, () => api('GET /people'));
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

interface Draft {
  /** key of the department */
  readonly department: string;
  readonly specialist: string | null;
  readonly reason: string;
  readonly summary: string;
  readonly meeting: string;
}

/** Holds what is being chosen, and sends it; a missing reason takes the focus. */
function useTransfer(departments: readonly Department[], current: string) {
  const { t, desk, dispatch } = usePage();
  const departmentOf = (key: string): Department | undefined => departments.find((each) => each.key === key) ?? departments[0];
  const reasonField = useRef<HTMLTextAreaElement>(null);
  const keyed = useKey();
  const [refused, setRefused] = useState<Objected | null>(null);
  const missing = t('transfer.reason.required');
  const close = (): void => dispatch({ type: 'dialog', dialog: null });
  const form = useForm<Draft>({
    values: { department: current, specialist: null, reason: '', summary: '', meeting: '' },
    check({ reason }) {
      if (reason.trim() !== '') return null;
      reasonField.current?.focus();
      return missing;
    },
    async send(draft) {
      const department = departmentOf(draft.department);
      if (department === undefined) return null;
      const problem = await desk.transfer(keyed(bodyOf(draft, department.key, against(department, draft.specialist)?.why)));
      const objected = problem === null ? null : objectedOf(problem);
      // What speaks against them now is shown in the place of what was shown before.
      setRefused(objected);
      if (objected !== null) return null;
      if (problem === null) close();
      return problem;
    },
  });
  /** Of another department somebody is only wished for, unless this viewer decides there: nothing speaks against a wish. */
  const isWish = (department: Department): boolean => department.key !== current && !department.decides;
  const against = (department: Department | undefined, specialist: string | null): Objected | null => {
    if (department === undefined || specialist === null || isWish(department)) return null;
    if (refused?.specialist === specialist) return refused;
    return department.specialists.find((each) => each.id === specialist)?.against ?? null;
  };
  const department = departmentOf(form.values.department);
  const named = department?.specialists.find((each) => each.id === form.values.specialist) ?? null;
  return {
    form,
    close,
    department,
    objected: against(department, form.values.specialist),
    wish: department !== undefined && named !== null && isWish(department) ? { name: named.name, department: department.name } : null,
    reasonField,
    isMissing: form.trouble === missing,
  };
}

function TransferForm({ people: { departments } }: { readonly people: People }): JSX.Element {
  const { state, t } = usePage();
  const card = state.address.conversation === null ? null : threadOf(state, state.address.conversation).card;
  const { form, close, department, objected, wish, reasonField, isMissing } = useTransfer(departments, card?.department.key ?? '');
  const { values, set } = form;
  const words = t(objected === null ? 'transfer.submit' : 'objected.anyway');
  const submit = { words, name: 'transfer-submit', can: objected?.may !== false };
  return (
    <DialogForm form={form} close={close} submit={submit} troubleName="transfer-problem">
      <DepartmentChoice
        departments={departments}
        chosen={department}
        choose={(key) => form.change({ department: key, specialist: null })}
      />
      {department === undefined ? null : (
        <PersonChoice
          department={department}
          chosen={values.specialist}
          inCharge={card?.specialist?.id ?? null}
          choose={set('specialist')}
        />
      )}
      {objected === null ? null : <Asked objected={objected} />}
      {wish === null ? null : <Wish wish={wish} />}
      <TextArea
        label={t('transfer.reason')}
        name="transfer-reason"
        field={reasonField}
        rows={3}
        maxLength={2000}
        dir="auto"
        placeholder={t('transfer.reason.placeholder')}
        aria-invalid={isMissing}
        value={values.reason}
        set={set('reason')}
      />
      <TextArea
        label={t('transfer.summary')}
        name="transfer-summary"
        rows={2}
        maxLength={4000}
        dir="auto"
        placeholder={t('transfer.summary.placeholder')}
        value={values.summary}
        set={set('summary')}
      />
      {department?.key === 'sales' ? (
        <DateTimeField
          label={t('transfer.meeting')}
          hint={t('transfer.meeting.hint')}
          name="transfer-meeting"
          value={values.meeting}
          set={set('meeting')}
        />
      ) : null}
    </DialogForm>
  );
}

/** Says that the head accepts who is named, and that nobody waits for it. */
function Wish({ wish }: { readonly wish: { readonly name: string; readonly department: string } }): JSX.Element {
  const { t } = usePage();
  return (
    <p class="notice-line" data-testid="transfer-wish">
      {t('transfer.accepts', wish)}
    </p>
  );
}

/** Asks, before it is sent, whether it is meant all the same: what is known of them is known. */
function Asked({ objected }: { readonly objected: Objected }): JSX.Element {
  const { t, language } = usePage();
  const now = useNow(60_000);
  return (
    <p class="notice-line" role="status" data-testid="transfer-objected">
      {objectedWords(t, language, objected, now)}
    </p>
  );
}

function bodyOf(
  { specialist, reason, summary, meeting }: Draft,
  department: string,
  knowingly?: readonly Objection[],
): Omit<Transfer, 'key'> {
  const at = new Date(meeting);
  const meets = department === 'sales' && !Number.isNaN(at.getTime());
  return {
    department,
    reason: reason.trim(),
    ...(specialist === null ? {} : { specialist }),
    ...(specialist === null || knowingly === undefined ? {} : { knowingly }),
    ...(summary.trim() === '' ? {} : { summary: summary.trim() }),
    ...(meets ? { meeting: { at: at.toISOString(), text: reason.trim() } } : {}),
  };
}

/** Gives each body its key: the same body again is the same action, a new key comes only when something was changed. */
function useKey(): (body: Omit<Transfer, 'key'>) => Transfer {
  const { newKey } = usePage();
  const last = useRef({ words: '', key: '' });
  return (body) => {
    const words = JSON.stringify(body);
    if (last.current.words !== words) last.current = { words, key: newKey() };
    return { ...body, key: last.current.key };
  };
}

interface DepartmentChoiceProps {
  readonly departments: readonly Department[];
  readonly chosen: Department | undefined;
  readonly choose: (key: string) => void;
}

function DepartmentChoice({ departments, chosen, choose }: DepartmentChoiceProps): JSX.Element {
  const { t } = usePage();
  const field = useRef<HTMLFieldSetElement>(null);
  useEffect(() => field.current?.querySelector<HTMLElement>(':checked')?.focus(), []);
  return (
    <fieldset class="departments" ref={field}>
      <legend>{t('transfer.department')}</legend>
      {departments.map((each) => (
        <label key={each.key} class="segment">
          <input type="radio" name="department" value={each.key} checked={each.key === chosen?.key} onChange={() => choose(each.key)} />
          <span>{each.name}</span>
        </label>
      ))}
    </fieldset>
  );
}
