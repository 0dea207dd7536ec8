import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Answer, Problem } from '../api.ts';
import { Dialog } from '../kit/dialog.tsx';
import { wordsFor } from '../kit/problem.ts';
import { Trouble } from '../kit/trouble.tsx';
import { usePage } from './page.ts';
import { PinField } from './pin-field.tsx';

const isPin = (pin: string): boolean => /^\d{6}$/.test(pin);

/** Sets or removes the PIN that brings me back on a shared computer. */
export function PinDialog(): JSX.Element {
  const { t, api, desk, dispatch } = usePage();
  const [pin, setPin] = useState('');
  const [current, setCurrent] = useState('');
  const [done, setDone] = useState<'saved' | 'removed' | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [short, setShort] = useState(false);
  const close = (): void => dispatch({ type: 'dialog', dialog: null });
  const tell = (answer: Answer<null>, what: 'saved' | 'removed'): void => {
    desk.noteAnswer(answer);
    setProblem(answer.ok ? null : answer.problem);
    setDone(answer.ok ? what : null);
  };
  const save = async (): Promise<void> => {
    setShort(!isPin(pin));
    if (isPin(pin)) tell(await api.setPin(pin, current === '' ? undefined : current), 'saved');
  };
  return (
    <Dialog title={t('pin.title')} name="pin" close={close}>
      <form
        class="dialog-body"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p class="muted">{t('pin.text')}</p>
        <PinField label={t('pin.new')} name="pin-new" value={pin} onChange={setPin} isNew />
        <PinField label={t('pin.current')} hint={t('pin.current.hint')} name="pin-current" value={current} onChange={setCurrent} />
        <Trouble problem={problem === null ? null : wordsFor(t, problem)} />
        <Trouble problem={short ? t('pin.six') : null} />
        <p role="status" class="good">
          {done === null ? null : t(`pin.${done}`)}
        </p>
        <footer class="dialog-footer">
          <button type="button" class="button quiet spread" onClick={async () => tell(await api.removePin(), 'removed')}>
            {t('pin.remove')}
          </button>
          <button type="submit" class="button primary" data-testid="pin-save">
            {t('pin.save')}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
