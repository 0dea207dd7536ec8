import type { JSX } from 'preact';
import { mayTryAgain, troubleOf } from '../../kit/file-trouble.ts';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';
import { fileSize } from './file-size.ts';
import type { Upload } from './uploads.ts';

export interface UploadListProps {
  readonly editor: string;
  readonly uploads: readonly Upload[];
}

/** Lists files of the message being written, with how far each has come. */
export function UploadList({ editor, uploads }: UploadListProps): JSX.Element | null {
  const { t } = usePage();
  if (uploads.length === 0) return null;
  return (
    <ul class="uploads" aria-label={t('files.label')}>
      {uploads.map((each) => (
        <UploadItem key={each.key} editor={editor} upload={each} />
      ))}
    </ul>
  );
}

function UploadItem({ editor, upload }: { readonly editor: string; readonly upload: Upload }): JSX.Element {
  const { t, desk } = usePage();
  const { name, state, share, problem, preview } = upload;
  const trouble = problem === null ? 'refused' : troubleOf(problem);
  const reason = t(`files.trouble.${trouble}`);
  const words =
    state === 'failed' ? t('files.failed', { name, reason }) : t(state === 'ready' ? 'files.ready' : 'files.uploading', { name, share });
  return (
    <li class={`upload upload-${state}`} data-testid="upload" data-state={state} title={words}>
      {preview === null ? <Icon name={state === 'failed' ? 'warning' : 'file'} /> : <img src={preview} alt="" />}
      <span class="file-words">
        <span class="ellipsis" dir="auto">
          {name}
        </span>
        <span class="muted">{state === 'failed' ? reason : fileSize(t, upload.size)}</span>
        {state === 'sending' ? <progress max={1} value={share} aria-label={words} /> : null}
      </span>
      <span class="visually-hidden" role="status">
        {state === 'sending' ? null : words}
      </span>
      {state === 'failed' && mayTryAgain(trouble) ? (
        <button
          type="button"
          class="icon-button small"
          aria-label={t('files.retry', { name })}
          onClick={() => desk.uploadAgain(editor, upload.key)}
        >
          <Icon name="retry" />
        </button>
      ) : null}
      <button
        type="button"
        class="icon-button small"
        aria-label={t('files.remove', { name })}
        data-testid="upload-remove"
        onClick={() => desk.withdraw(editor, upload.key)}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}
