import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ShownFile as Stored } from '../../../http/files/file.ts';
import { isPicture } from '../../kit/pictures.ts';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';
import { fileSize } from './file-size.ts';
import type { OutgoingFile } from './outgoing.ts';

/** Shows files of a message: pictures as pictures, the rest by name and size. */
export function Files({ files }: { readonly files: readonly Stored[] }): JSX.Element {
  const { t } = usePage();
  return (
    <ul class="files" aria-label={t('files.label')}>
      {files.map((each) => (
        <li key={each.id}>
          <FileLink file={each} />
        </li>
      ))}
    </ul>
  );
}

/** Leads to a file. A link is good for some minutes only: following it asks for a fresh one, and a picture that does not come does, once. */
function FileLink({ file }: { readonly file: Stored }): JSX.Element {
  const { t, api, desk } = usePage();
  const [url, setUrl] = useState(file.url);
  const [failed, setFailed] = useState(false);
  const size = fileSize(t, file.size);
  const isPictured = isPicture(file.mediaType) && !failed;
  const fresh = async (): Promise<string> => {
    const answer = desk.noteAnswer(await api('GET /files/:id', { params: { id: file.id } }));
    if (answer.ok) setUrl(answer.value.url);
    return answer.ok ? answer.value.url : url;
  };
  const open = async (event: MouseEvent): Promise<void> => {
    event.preventDefault();
    // opened at once, or the browser takes it for an advertisement
    const tab = window.open('about:blank', '_blank');
    const address = await fresh();
    if (tab === null) return location.assign(`${address}&download=1`);
    tab.opener = null;
    tab.location.replace(address);
  };
  if (file.state !== undefined)
    return (
      <span class="file file-absent">
        <FileFace name={file.name} size={`${size}, ${t(`files.state.${file.state}`)}`} />
      </span>
    );
  return (
    <a
      class={isPictured ? 'file-picture' : 'file'}
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      data-testid="file"
      aria-label={isPictured ? t('files.open', { name: file.name, size }) : undefined}
      onClick={(event) => void open(event)}
    >
      {isPictured ? (
        <img
          src={url}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => {
            if (url === file.url) void fresh();
            else setFailed(true);
          }}
        />
      ) : (
        <FileFace name={file.name} size={size} />
      )}
    </a>
  );
}

export function FileFace({ name, size }: { readonly name: string; readonly size: string }): JSX.Element {
  return (
    <>
      <Icon name="file" />
      <span class="file-words">
        <span class="ellipsis" dir="auto">
          {name}
        </span>
        <span class="muted">{size}</span>
      </span>
    </>
  );
}

/** Shows files of a message on its way. */
export function FilesUnderWay({ files }: { readonly files: readonly OutgoingFile[] }): JSX.Element {
  const { t } = usePage();
  return (
    <ul class="files" aria-label={t('files.label')}>
      {files.map((each) => (
        <li key={each.id} class="file">
          <FileFace name={each.name} size={fileSize(t, each.size)} />
        </li>
      ))}
    </ul>
  );
}
