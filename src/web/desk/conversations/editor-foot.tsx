import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';
import type { Mode } from './drafts.ts';

export interface EditorFootProps {
  readonly mode: Mode;
  readonly ready: boolean;
  /** characters over the limit; not positive: none */
  readonly tooLong: number;
  /** files are not there yet */
  readonly waits: boolean;
  /** files have failed, and stay behind */
  readonly leavesOut: boolean;
  readonly attach: (files: readonly File[]) => void;
  readonly pick: () => void;
}

/** Stands below the words: what can be added, what is in the way, and sending. */
export function EditorFoot({ mode, ready, tooLong, waits, leavesOut, attach, pick }: EditorFootProps): JSX.Element {
  const { t } = usePage();
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div class="editor-foot">
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        data-testid="file-chooser"
        onChange={(event) => {
          attach([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <button
        type="button"
        class="icon-button"
        aria-label={t('files.attach')}
        title={t('files.attach')}
        onClick={() => chooser.current?.click()}
      >
        <Icon name="attach" />
      </button>
      {mode === 'note' ? null : (
        <button
          type="button"
          class="icon-button"
          aria-label={t('snippets.picker')}
          title={t('snippets.picker')}
          data-testid="snippets-open"
          onClick={pick}
        >
          <Icon name="snippets" />
        </button>
      )}
      {tooLong > 0 ? (
        <span class="too-long" role="status">
          {t('composer.too-long', { over: tooLong })}
        </span>
      ) : (
        <span class="muted hint">{t(waits ? 'files.waiting' : leavesOut ? 'files.left-out' : 'composer.hint')}</span>
      )}
      <button type="submit" class={`button ${mode === 'note' ? 'note-button' : 'primary'}`} data-testid="send" disabled={!ready}>
        <Icon name={mode === 'note' ? 'lock' : 'send'} />
        {t(mode === 'note' ? 'composer.save-note' : 'composer.send')}
      </button>
    </div>
  );
}
