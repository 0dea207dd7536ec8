import type { JSX } from 'preact';
import type { Language } from '../../../domain/language.ts';
import { t } from '../../../texts/widget.ts';
import { mayTryAgain } from '../../kit/file-trouble.ts';
import type { Upload } from '../state/uploads.ts';
import { fileSize } from './file-size.ts';
import { CloseIcon } from './icons.tsx';
import { ChosenPicture } from './picture.tsx';

export interface ChipsProps {
  readonly uploads: readonly Upload[];
  readonly language: Language;
  readonly chosen: (key: string) => File | null;
  readonly onRemove: (key: string) => void;
  readonly onAgain: (key: string) => void;
}

/** Shows files in the composer: what they are, how far they have come, and a way to take them off again. */
export function Chips({ uploads, language, chosen, onRemove, onAgain }: ChipsProps): JSX.Element | null {
  if (uploads.length === 0) return null;
  return (
    <ul class="chips" aria-label={t(language, 'attached')}>
      {uploads.map((upload) => (
        <li key={upload.key} class={upload.state}>
          <ChosenPicture file={chosen(upload.key)} />
          <span class="what">
            <span class="file-name">{upload.name}</span>
            <UploadStatus upload={upload} language={language} />
          </span>
          {upload.problem !== null && mayTryAgain(upload.problem) && chosen(upload.key) !== null ? (
            <button type="button" class="again" onClick={() => onAgain(upload.key)}>
              {t(language, 'retry')}
              <span class="unseen">: {upload.name}</span>
            </button>
          ) : null}
          <button
            type="button"
            class="remove"
            aria-label={t(language, 'detach', { name: upload.name })}
            onClick={() => onRemove(upload.key)}
          >
            <CloseIcon />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Shows how a file is doing on its way. */
export function UploadStatus({ upload, language }: { readonly upload: Upload; readonly language: Language }): JSX.Element {
  const { state, progress, problem, size, name } = upload;
  if (state === 'failed') return <span class="trouble">{t(language, `upload.${problem ?? 'refused'}`)}</span>;
  if (state === 'waiting') return <span>{t(language, 'uploadWaiting')}</span>;
  if (state === 'done') return <span>{fileSize(size, language)}</span>;
  return <progress max={1} value={progress} aria-label={`${name}: ${t(language, 'uploading', { percent: Math.round(progress * 100) })}`} />;
}
