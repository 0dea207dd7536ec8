import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { usePage } from '../page.ts';
import { wordsFor } from '../problem.ts';
import { Dialog } from './dialog.tsx';
import { Trouble } from './trouble.tsx';

/** An action that takes a word of why, which stays inside: no answer is needed, finance is asked. */
export function ReasonDialog({ verb }: { readonly verb: 'waive' | 'beside' }): JSX.Element {
  const { state, say, desk, dispatch } = usePage();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const close = (): void => dispatch({ type: 'dialog', dialog: null });
  const submit = async (): Promise<void> => {
    if (reason.trim() === '') {
      setProblem(say('transfer.reason.required'));
      return;
    }
    const refused = await desk[verb](reason.trim());
    if (refused === null) close();
    else setProblem(wordsFor(say, refused));
  };
  return (
    <Dialog title={say(`${verb}.title`)} name={verb} close={close}>
      <form
        class="dialog-body"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p class="muted">{say(`${verb}.text`)}</p>
        <label class="reason">
          <span>{say(`${verb}.reason`)}</span>
          <textarea
            rows={3}
            maxLength={verb === 'waive' ? 1000 : 2000}
            dir="auto"
            required
            value={reason}
            placeholder={say(`${verb}.placeholder`)}
            data-testid="reason"
            onInput={(event) => {
              setReason(event.currentTarget.value);
              setProblem(null);
            }}
          />
        </label>
        <Trouble problem={problem} name="reason-problem" />
        <footer class="dialog-footer">
          <button type="button" class="button" onClick={close}>
            {say('action.cancel')}
          </button>
          <button type="submit" class="button primary" data-testid="reason-submit" disabled={state.doing !== null}>
            {say(`${verb}.submit`)}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
