import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { type Language, languages } from '../../../domain/language.ts';
import type { Logged } from '../../../http/desk/conversations/log-contact.ts';
import type { TreeToWalk } from '../../../http/desk/conversations/question-tree.ts';
import type { Answer, RequestAt } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { Dialog } from '../kit/dialog.tsx';
import { DialogForm } from '../kit/dialog-form.tsx';
import { TextArea } from '../kit/field.tsx';
import { type FormState, useForm } from '../kit/form.tsx';
import { useRead } from '../kit/use-read.ts';
import { type Caller, CallerChoice } from './caller-choice.tsx';
import { LoggedWords } from './logged-words.tsx';
import { Questions } from './questions.tsx';
import { type Marked, type Walk, walk } from './walk.ts';

type LogBody = RequestAt<'POST /log'>['body'];

const kinds = ['call', 'visit'] as const;

interface Entry {
  readonly kind: (typeof kinds)[number];
  readonly caller: Caller;
  readonly language: Language;
  readonly marked: readonly Marked[];
  readonly note: string;
}

/** Logs that somebody called or came (R3, R7): who, what they answered, what it was about; then it shows whose matter it is. */
export function LogDialog(): JSX.Element {
  const { t, dispatch } = usePage();
  const [logged, setLogged] = useState<Logged | null>(null);
  const close = (): void => dispatch({ type: 'dialog', dialog: null });
  return (
    <Dialog title={t('log.title')} name="log" close={close}>
      {logged === null ? <LogForm logged={setLogged} /> : <LoggedWords logged={logged} close={close} another={() => setLogged(null)} />}
    </Dialog>
  );
}

/** Holds what is being logged and where its answers lead, and logs it. */
function useEntry(tree: TreeToWalk | null, logged: (answer: Logged) => void) {
  const { t, language } = usePage();
  const log = useLog(logged);
  const wayOf = (marked: readonly Marked[]): Walk | null => (tree === null ? null : walk(tree, marked));
  const form = useForm<Entry>({
    values: { kind: 'call', caller: { type: 'nobody' }, language, marked: [], note: '' },
    check({ caller, marked }) {
      if (caller.type === 'nobody' || (caller.type === 'stranger' && caller.name.trim() === '')) return t('log.nobody');
      return caller.type === 'stranger' && wayOf(marked)?.leaf === null ? t('log.unfinished') : null;
    },
    send: (entry) => log(entry, wayOf(entry.marked), false),
  });
  const take = (): void => void form.submit((entry) => log(entry, wayOf(entry.marked), true));
  return { form, take, way: wayOf(form.values.marked) };
}

function LogForm({ logged }: { readonly logged: (answer: Logged) => void }): JSX.Element {
  const { t, api } = usePage();
  const tree = useRead('tree', null, () => api('GET /tree')).value;
  const { form, take, way } = useEntry(tree, logged);
  const { values, set } = form;
  return (
    <DialogForm
      form={form}
      submit={{ words: t('log.submit'), name: 'log-submit' }}
      troubleName="log-problem"
      others={
        <button type="button" class="button" disabled={form.busy} data-testid="log-take" onClick={take}>
          {t('log.submit.take')}
        </button>
      }
    >
      <OneOf
        label={t('log.kind')}
        look="segments segments-wide"
        all={kinds.map((each) => [each, t(`log.${each}`)] as const)}
        value={values.kind}
        set={set('kind')}
        name="log"
      />
      <CallerChoice caller={values.caller} choose={set('caller')} />
      {values.caller.type === 'stranger' && tree !== null && way !== null ? <Asked form={form} tree={tree} way={way} /> : null}
      <TextArea
        label={t('log.note')}
        name="log-note"
        rows={3}
        dir="auto"
        placeholder={t('log.note.placeholder')}
        value={values.note}
        set={set('note')}
      />
    </DialogForm>
  );
}

interface AskedProps {
  readonly form: FormState<Entry>;
  readonly tree: TreeToWalk;
  readonly way: Walk;
}

/** Asks a stranger the questions, in the language they speak. */
function Asked({ form: { values, set }, tree, way }: AskedProps): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <OneOf
        label={t('log.language')}
        look="segments"
        all={languages.map((each) => [each, t(`log.language.${each}`)] as const)}
        value={values.language}
        set={set('language')}
      />
      <Questions
        tree={tree}
        way={way}
        language={values.language}
        mark={(answer) => set('marked')([...without(values.marked, answer.question), answer])}
        unmark={(question) => set('marked')(without(values.marked, question))}
      />
    </>
  );
}

const without = (marked: readonly Marked[], question: string): Marked[] => marked.filter((each) => each.question !== question);

interface OneOfProps<T extends string> {
  readonly label: string;
  readonly look: string;
  readonly all: readonly (readonly [T, string])[];
  readonly value: T;
  readonly set: (value: T) => void;
  /** beginning of each one's hook */
  readonly name?: string;
}

function OneOf<T extends string>({ label, look, all, value, set, name }: OneOfProps<T>): JSX.Element {
  return (
    <div class={look} role="group" aria-label={label}>
      {all.map(([each, words]) => (
        <button
          key={each}
          type="button"
          aria-pressed={value === each}
          data-testid={name === undefined ? undefined : `${name}-${each}`}
          onClick={() => set(each)}
        >
          {words}
        </button>
      ))}
    </div>
  );
}

/** Logs an entry; sent again after a lost answer it is the same one. */
function useLog(logged: (answer: Logged) => void): (entry: Entry, way: Walk | null, take: boolean) => Promise<Answer<Logged>> {
  const { api, desk, newKey } = usePage();
  const key = useRef(newKey());
  return async (entry, way, take) => {
    const answer = await api('POST /log', { body: bodyOf(entry, way, key.current, take) });
    if (answer.ok) {
      logged(answer.value);
      desk.refreshList('now');
    } else if (answer.problem.status !== 0) {
      // what was refused may be changed, and is then another wish
      key.current = newKey();
    }
    return answer;
  };
}

function bodyOf({ kind, caller, language, note }: Entry, way: Walk | null, key: string, take: boolean): LogBody {
  const words = note.trim() === '' ? {} : { note: note.trim() };
  return { key, kind, language, ...whoOf(caller, way), take, ...words };
}

function whoOf(caller: Caller, way: Walk | null): Pick<LogBody, 'contact' | 'client' | 'stranger' | 'answers'> {
  if (caller.type === 'known') {
    const { id, client } = caller.contact;
    return { contact: id, ...(client !== null && { client: client.id }) };
  }
  const { name, phone } = caller.type === 'stranger' ? caller : { name: '', phone: '' };
  const stranger = { name: name.trim(), ...(phone.trim() === '' ? {} : { phone: phone.trim() }) };
  return { stranger, answers: way?.answers ?? [] };
}
