import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type SizeClass, sizeClasses } from '../../../domain/client.ts';
import type { SearchResults } from '../../../http/desk/work/search.ts';
import { usePage } from '../frame/page.ts';
import { SizeChip } from '../kit/chips.tsx';
import { FormDialog } from '../kit/form-dialog.tsx';
import { Choice, FormField } from '../kit/form-field.tsx';
import { wordsFor } from '../kit/problem.ts';
import { useRead } from '../kit/use-read.ts';

export interface AttachDialogProps {
  readonly contact: { readonly id: string; readonly name: string | null };
  /** words to look for at once: what the contact said their company is called */
  readonly hint: string;
  readonly close: () => void;
}

type Wish = { readonly client: string } | 'new' | null;

/** Says whose employee a contact is, on record (R6). */
export function AttachDialog({ contact, hint, close }: AttachDialogProps): JSX.Element {
  const { t, api, desk } = usePage();
  const [words, setWords] = useState(hint);
  const [wish, setWish] = useState<Wish>(null);
  const [name, setName] = useState(hint);
  const [size, setSize] = useState<SizeClass>('small');
  const [role, setRole] = useState('');
  const [reason, setReason] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);

  const submit = async (): Promise<void> => {
    const client = wish === 'new' ? (name.trim() === '' ? null : { newClient: { name: name.trim(), size } }) : wish;
    if (client === null || reason.trim() === '') return setTrouble(t('attach.missing'));
    const body = { ...client, reason: reason.trim(), ...(role.trim() === '' ? {} : { role: role.trim() }) };
    const answer = desk.noteAnswer(await api.attach(contact.id, body));
    if (!answer.ok) return setTrouble(wordsFor(t, answer.problem));
    desk.refresh();
    close();
  };

  return (
    <FormDialog
      title={t('attach.title')}
      name="attach"
      close={close}
      send={submit}
      submit={{ words: t('attach.submit'), name: 'attach-submit' }}
      trouble={{ words: trouble }}
    >
      <p class="muted">{t('attach.text', { name: contact.name ?? t('contact.this') })}</p>
      <FormField label={t('attach.find')}>
        <input
          class="input"
          type="search"
          dir="auto"
          autocomplete="off"
          data-testid="attach-find"
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </FormField>
      <fieldset class="people">
        <legend class="visually-hidden">{t('search.clients')}</legend>
        <Candidates words={words.trim()} wish={wish} choose={setWish} />
        <label class="person">
          <input type="radio" name="client" checked={wish === 'new'} data-testid="attach-new" onChange={() => setWish('new')} />
          <span class="person-name">
            <strong>{t('attach.new')}</strong>
          </span>
        </label>
      </fieldset>
      {wish === 'new' ? (
        <div class="form-row">
          <FormField label={t('attach.new.name')}>
            <input
              class="input"
              dir="auto"
              maxLength={200}
              data-testid="attach-name"
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </FormField>
          <FormField label={t('attach.new.size')}>
            <Choice name="attach-size" value={size} choose={setSize} all={sizeClasses.map((each) => [each, t(`size.${each}`)])} />
          </FormField>
        </div>
      ) : null}
      <FormField label={t('attach.role')}>
        <input
          class="input"
          dir="auto"
          maxLength={200}
          placeholder={t('attach.role.placeholder')}
          value={role}
          onInput={(event) => setRole(event.currentTarget.value)}
        />
      </FormField>
      <FormField label={t('attach.reason')}>
        <input
          class="input"
          dir="auto"
          maxLength={2000}
          placeholder={t('attach.reason.placeholder')}
          data-testid="attach-reason"
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </FormField>
    </FormDialog>
  );
}

interface CandidatesProps {
  readonly words: string;
  readonly wish: Wish;
  readonly choose: (wish: Wish) => void;
}

function Candidates({ words, wish, choose }: CandidatesProps): JSX.Element | null {
  const { t, api } = usePage();
  const read = useRead<SearchResults | null>(`clients ${words}`, null, async () =>
    words === '' ? { ok: true, value: null } : api.search({ q: words, kind: 'clients', cursor: null }),
  );
  if (words === '' || read.value === null) return null;
  const { clients } = read.value;
  if (clients.length === 0) return <p class="person muted">{t('attach.found.none')}</p>;
  return (
    <>
      {clients.slice(0, 6).map((each) => (
        <label key={each.id} class="person" data-testid="attach-client">
          <input
            type="radio"
            name="client"
            checked={wish !== null && wish !== 'new' && wish.client === each.id}
            onChange={() => choose({ client: each.id })}
          />
          <span class="person-name">
            <strong dir="auto">{each.name}</strong>
            <span class="muted">{each.owners.map(({ specialist }) => specialist.name).join(', ')}</span>
          </span>
          <SizeChip size={each.size} />
        </label>
      ))}
    </>
  );
}
