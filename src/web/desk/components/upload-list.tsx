import type { JSX } from 'preact';
import type { Upload } from '../conversations/uploads.ts';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';
import { wordsFor } from '../kit/problem.ts';
import { sizeText } from '../kit/size.ts';

export interface UploadListProps {
  readonly editor: string;
  readonly uploads: readonly Upload[];
}

/** Files of the message being written, with how far each has come. */
export function UploadList({ editor, uploads }: UploadListProps): JSX.Element | null {
  const { say } = usePage();
  if (uploads.length === 0) return null;
  return (
    <ul class="uploads" aria-label={say('files.label')}>
      {uploads.map((each) => (
        <UploadItem key={each.key} editor={editor} upload={each} />
      ))}
    </ul>
  );
}

function UploadItem({ editor, upload }: { readonly editor: string; readonly upload: Upload }): JSX.Element {
  const { say, desk, language } = usePage();
  const { name, state, share, problem, preview } = upload;
  const words =
    state === 'failed'
      ? say('files.failed', { name, reason: problem === null ? '' : wordsFor(say, problem) })
      : say(state === 'ready' ? 'files.ready' : 'files.uploading', { name, share });
  return (
    <li class={`upload upload-${state}`} data-testid="upload" data-state={state} title={words}>
      {preview === null ? <Icon name={state === 'failed' ? 'warning' : 'file'} /> : <img src={preview} alt="" />}
      <span class="file-words">
        <span class="ellipsis" dir="auto">
          {name}
        </span>
        <span class="muted">{state === 'failed' && problem !== null ? wordsFor(say, problem) : sizeText(say, language, upload.size)}</span>
        {state === 'sending' ? <progress max={1} value={share} aria-label={words} /> : null}
      </span>
      <span class="visually-hidden" role="status">
        {state === 'sending' ? null : words}
      </span>
      {state === 'failed' ? (
        <button
          type="button"
          class="icon-button small"
          aria-label={say('files.retry', { name })}
          onClick={() => desk.uploadAgain(editor, upload.key)}
        >
          <Icon name="retry" />
        </button>
      ) : null}
      <button
        type="button"
        class="icon-button small"
        aria-label={say('files.remove', { name })}
        data-testid="upload-remove"
        onClick={() => desk.withdraw(editor, upload.key)}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}
