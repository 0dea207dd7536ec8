import type { JSX } from 'preact';
import type { DeskTextKey } from '../../../texts/desk.ts';
import { Dialog } from '../kit/dialog.tsx';
import { CheckField } from '../kit/field.tsx';
import { usePage } from './page.ts';

const rows: readonly (readonly [DeskTextKey, readonly string[]])[] = [
  ['keys.next', ['j']],
  ['keys.previous', ['k']],
  ['keys.open', ['Enter']],
  ['keys.reply', ['r']],
  ['keys.note', ['n']],
  ['keys.take', ['t']],
  ['keys.transfer', ['x']],
  ['keys.resolve', ['e']],
  ['keys.filter', ['/']],
  ['keys.snippet', ['/']],
  ['keys.log', ['c']],
  ['keys.go-mine', ['g', 'i']],
  ['keys.go-queue', ['g', 'q']],
  ['keys.go-search', ['g', 's']],
  ['keys.go-tasks', ['g', 't']],
  ['keys.go-snippets', ['g', 'n']],
  ['keys.go-reports', ['g', 'r']],
  ['keys.go-people', ['g', 'p']],
  ['keys.keys', ['?']],
  ['keys.send', ['Enter']],
  ['keys.newline', ['Shift', 'Enter']],
  ['keys.leave', ['Esc']],
];

export function KeysDialog(): JSX.Element {
  const { t, dispatch, shortcuts, setShortcuts } = usePage();
  return (
    <Dialog title={t('keys.title')} name="keys" close={() => dispatch({ type: 'dialog', dialog: null })}>
      <dl class="keys" tabIndex={0}>
        {rows.map(([name, keys]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <CheckField
        class="check"
        label={
          <>
            {t('keys.enabled')}
            <span class="muted block">{t('keys.layout')}</span>
          </>
        }
        value={shortcuts}
        set={setShortcuts}
      />
    </Dialog>
  );
}
