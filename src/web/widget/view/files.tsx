import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Language } from '../../../domain/language.ts';
import type { ChatFile } from '../../../http/chat/protocol.ts';
import { t } from '../../../texts/widget.ts';
import { isPicture } from '../../kit/pictures.ts';
import { isExpired } from '../links.ts';
import type { PendingFile } from '../state/pending.ts';
import type { Upload } from '../state/uploads.ts';
import { UploadStatus } from './chips.tsx';
import { fileSize } from './file-size.ts';
import { FileIcon } from './icons.tsx';
import { ChosenPicture } from './picture.tsx';

export interface FilesProps {
  readonly files: readonly ChatFile[];
  readonly language: Language;
  /** where the desk is: links are paths of it */
  readonly origin: string;
  readonly freshLink: (file: ChatFile) => Promise<ChatFile | null>;
}

/** Shows the files of a message: pictures as pictures, everything else by name. */
export function Files({ files, ...how }: FilesProps): JSX.Element {
  return (
    <div class="files">
      {files.map((file) => (
        <FileLink key={file.id} file={file} {...how} />
      ))}
    </div>
  );
}

function FileLink({ file, language, origin, freshLink }: Omit<FilesProps, 'files'> & { readonly file: ChatFile }): JSX.Element {
  const [isBroken, setIsBroken] = useState(false);
  const shown = isPicture(file.mediaType) && !isBroken && file.url !== '';
  const address = `${origin}${file.url}${shown ? '' : '&download=1'}`;

  /** Asks once more for a picture whose link ran out; one that cannot be shown stands there by its name. */
  async function broke(): Promise<void> {
    const fresh = await freshLink(file);
    if (fresh === null || fresh.url === file.url) setIsBroken(true);
  }

  async function follow(event: Event): Promise<void> {
    if (!isExpired(file, Date.now())) return;
    event.preventDefault();
    const fresh = await freshLink(file);
    if (fresh !== null) window.open(`${origin}${fresh.url}${shown ? '' : '&download=1'}`, '_blank', 'noopener');
  }

  if (file.state !== undefined) {
    return (
      <span class="file">
        <FileIcon />
        <span class="what">
          <span class="file-name">{file.name}</span>
          <span>{t(language, `file.${file.state}`)}</span>
        </span>
      </span>
    );
  }
  return (
    <a class={shown ? 'picture' : 'file'} href={address} target="_blank" rel="noopener noreferrer" onClick={(event) => void follow(event)}>
      {shown ? (
        <img src={address} alt={t(language, 'picture', { name: file.name })} loading="lazy" onError={() => void broke()} />
      ) : (
        <>
          <FileIcon />
          <span class="what">
            <span class="file-name">{file.name}</span>
            <span>{fileSize(file.size, language)}</span>
          </span>
        </>
      )}
    </a>
  );
}

export interface PendingFilesProps {
  readonly files: readonly PendingFile[];
  readonly uploads: readonly Upload[];
  readonly language: Language;
  readonly chosen: (key: string) => File | null;
}

/** Shows the files of a message that is still on its way. */
export function PendingFiles({ files, uploads, language, chosen }: PendingFilesProps): JSX.Element {
  return (
    <div class="files">
      {files.map((file) => {
        const upload = uploads.find((each) => each.key === file.key);
        return (
          <span class="file" key={file.key}>
            <ChosenPicture file={chosen(file.key)} />
            <span class="what">
              <span class="file-name">{file.name}</span>
              {upload === undefined ? <span>{fileSize(file.size, language)}</span> : <UploadStatus upload={upload} language={language} />}
            </span>
          </span>
        );
      })}
    </div>
  );
}
