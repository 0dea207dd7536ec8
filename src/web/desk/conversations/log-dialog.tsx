import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { type Language, languages } from '../../../domain/language.ts';
import type { Logged } from '../../../http/desk/conversations/log-contact.ts';
import type { LogBody } from '../every-day-api.ts';
import { usePage } from '../frame/page.ts';
import { Dialog } from '../kit/dialog.tsx';
import { FormField } from '../kit/form-field.tsx';
import { wordsFor } from '../kit/problem.ts';
import { Trouble } from '../kit/trouble.tsx';
import { useRead } from '../kit/use-read.ts';
import { type Caller, CallerChoice } from './caller-choice.tsx';
import { LoggedWords } from './logged-words.tsx';
import { Questions } from './questions.tsx';
import { type Marked, walk } from './walk.ts';

const kinds = ['call', 'visit'] as const;

/** Somebody called or came (R3, R7): who, what they answered, what it was about; then whose matter it is. */
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

function LogForm({ logged }: { readonly logged: (answer: Logged) => void }): JSX.Element {
  const { t, api, desk, language: mine, newKey } = usePage();
  const [kind, setKind] = useState<(typeof kinds)[number]>('call');
  const [caller, setCaller] = useState<Caller>({ type: 'nobody' });
  const [language, setLanguage] = useState<Language>(mine);
  const [marked, setMarked] = useState<readonly Marked[]>([]);
  const [note, setNote] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const tree = useRead('tree', null, api.tree).value;
  const key = useRef(newKey());
  const way = tree === null ? null : walk(tree, marked);

  const submit = async (take: boolean): Promise<void> => {
    if (caller.type === 'nobody' || (caller.type === 'stranger' && caller.name.trim() === '')) return setTrouble(t('log.nobody'));
    if (caller.type === 'stranger' && way?.leaf === null) return setTrouble(t('log.unfinished'));
    const { name, phone } = caller.type === 'stranger' ? caller : { name: '', phone: '' };
    const who: Pick<LogBody, 'contact' | 'stranger' | 'answers'> =
      caller.type === 'known'
        ? { contact: caller.contact.id }
        : { stranger: { name: name.trim(), ...(phone.trim() === '' ? {} : { phone: phone.trim() }) }, answers: [...(way?.answers ?? [])] };
    setBusy(true);
    const answer = desk.noteAnswer(
      await api.log({ key: key.current, kind, language, ...who, take, ...(note.trim() === '' ? {} : { note: note.trim() }) }),
    );
    setBusy(false);
    if (answer.ok) {
      logged(answer.value);
      desk.refreshList('now');
    } else {
      // what was refused may be changed, and is then another wish
      if (answer.problem.status !== 0) key.current = newKey();
      setTrouble(wordsFor(t, answer.problem));
    }
  };

  return (
    <form
      class="dialog-body"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit(false);
      }}
    >
      <div class="segments segments-wide" role="group" aria-label={t('log.kind')}>
        {kinds.map((each) => (
          <button key={each} type="button" aria-pressed={kind === each} data-testid={`log-${each}`} onClick={() => setKind(each)}>
            {t(`log.${each}`)}
          </button>
        ))}
      </div>
      <CallerChoice caller={caller} choose={setCaller} />
      {caller.type === 'stranger' && tree !== null && way !== null ? (
        <>
          <div class="segments" role="group" aria-label={t('log.language')}>
            {languages.map((each) => (
              <button key={each} type="button" aria-pressed={language === each} onClick={() => setLanguage(each)}>
                {t(`log.language.${each}`)}
              </button>
            ))}
          </div>
          <Questions
            tree={tree}
            way={way}
            language={language}
            mark={(answer) => setMarked([...marked.filter((each) => each.question !== answer.question), answer])}
            unmark={(question) => setMarked(marked.filter((each) => each.question !== question))}
          />
        </>
      ) : null}
      <FormField label={t('log.note')}>
        <textarea
          class="input"
          rows={3}
          dir="auto"
          placeholder={t('log.note.placeholder')}
          data-testid="log-note"
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </FormField>
      <Trouble problem={trouble} name="log-problem" />
      <footer class="dialog-footer">
        <button type="button" class="button" disabled={busy} data-testid="log-take" onClick={() => void submit(true)}>
          {t('log.submit.take')}
        </button>
        <button type="submit" class="button primary" disabled={busy} data-testid="log-submit">
          {t('log.submit')}
        </button>
      </footer>
    </form>
  );
}
