import type { JSX } from 'preact';
import { type SizeClass, sizeClasses } from '../../../domain/client.ts';
import type { SearchResults } from '../../../http/desk/work/search.ts';
import type { RequestAt } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { SizeChip } from '../kit/chips.tsx';
import { FormDialog } from '../kit/dialog-form.tsx';
import { CheckField, ChoiceField, TextField } from '../kit/field.tsx';
import { type FormState, useForm } from '../kit/form.tsx';
import { useRead } from '../kit/use-read.ts';

export interface AttachDialogProps {
  readonly contact: { readonly id: string; readonly name: string | null };
  /** words to look for at once: what the contact said their company is called */
  readonly hint: string;
  readonly close: () => void;
}

interface Draft {
  /** what is looked for */
  readonly words: string;
  /** id of a client, or `new`; null: none is chosen */
  readonly client: string | null;
  /** of a new client */
  readonly name: string;
  readonly size: SizeClass;
  readonly role: string;
  /** they stay with the client they are of, too */
  readonly also: boolean;
  readonly reason: string;
}

type Body = RequestAt<'POST /contacts/:id/attach'>['body'];

/** Says whose employee a contact is, on record (R6). */
export function AttachDialog({ contact, hint, close }: AttachDialogProps): JSX.Element {
  const { t, api, desk } = usePage();
  const form = useForm<Draft>({
    values: { words: hint, client: null, name: hint, size: 'small', role: '', also: false, reason: '' },
    check: (draft) => (bodyOf(draft) === null ? t('attach.missing') : null),
    async send(draft) {
      const body = bodyOf(draft);
      if (body === null) return null;
      const answer = await api('POST /contacts/:id/attach', { params: { id: contact.id }, body });
      if (answer.ok) {
        desk.refresh();
        close();
      }
      return answer;
    },
  });
  return (
    <FormDialog
      title={t('attach.title')}
      name="attach"
      close={close}
      form={form}
      submit={{ words: t('attach.submit'), name: 'attach-submit' }}
    >
      <p class="muted">{t('attach.text', { name: contact.name ?? t('contact.this') })}</p>
      <ClientChoice form={form} />
      {form.values.client === 'new' ? <NewClient form={form} /> : null}
      <TextField
        label={t('attach.role')}
        dir="auto"
        maxLength={200}
        placeholder={t('attach.role.placeholder')}
        value={form.values.role}
        set={form.set('role')}
      />
      <CheckField label={t('attach.also')} name="attach-also" value={form.values.also} set={form.set('also')} />
      <TextField
        label={t('attach.reason')}
        name="attach-reason"
        dir="auto"
        maxLength={2000}
        placeholder={t('attach.reason.placeholder')}
        value={form.values.reason}
        set={form.set('reason')}
      />
    </FormDialog>
  );
}

/** Returns the body as the server takes it; null while something is missing. */
function bodyOf({ client, name, size, role, also, reason }: Draft): Body | null {
  if (client === null || reason.trim() === '' || (client === 'new' && name.trim() === '')) return null;
  const whose = client === 'new' ? { newClient: { name: name.trim(), size } } : { client };
  return { ...whose, reason: reason.trim(), ...(also && { also }), ...(role.trim() === '' ? {} : { role: role.trim() }) };
}

interface PartProps {
  readonly form: FormState<Draft>;
}

function ClientChoice({ form }: PartProps): JSX.Element {
  const { t } = usePage();
  const { values, set } = form;
  return (
    <>
      <TextField
        label={t('attach.find')}
        name="attach-find"
        type="search"
        dir="auto"
        autocomplete="off"
        value={values.words}
        set={set('words')}
      />
      <fieldset class="people">
        <legend class="visually-hidden">{t('search.clients')}</legend>
        <Candidates form={form} />
        <label class="person">
          <input
            type="radio"
            name="client"
            checked={values.client === 'new'}
            data-testid="attach-new"
            onChange={() => set('client')('new')}
          />
          <span class="person-name">
            <strong>{t('attach.new')}</strong>
          </span>
        </label>
      </fieldset>
    </>
  );
}

function NewClient({ form: { values, set } }: PartProps): JSX.Element {
  const { t } = usePage();
  return (
    <div class="form-row">
      <TextField label={t('attach.new.name')} name="attach-name" dir="auto" maxLength={200} value={values.name} set={set('name')} />
      <ChoiceField
        label={t('attach.new.size')}
        name="attach-size"
        value={values.size}
        all={sizeClasses.map((each) => [each, t(`size.${each}`)])}
        set={set('size')}
      />
    </div>
  );
}

/** Lists clients found by what was typed. */
function Candidates({ form: { values, set } }: PartProps): JSX.Element | null {
  const { t, api } = usePage();
  const words = values.words.trim();
  const read = useRead<SearchResults | null>(`clients ${words}`, null, async () =>
    words === '' ? { ok: true, value: null } : api('GET /search', { query: { q: words, kind: 'clients', limit: '20' } }),
  );
  if (words === '' || read.value === null) return null;
  const { clients } = read.value;
  if (clients.length === 0) return <p class="person muted">{t('attach.found.none')}</p>;
  return (
    <>
      {clients.slice(0, 6).map((each) => (
        <label key={each.id} class="person" data-testid="attach-client">
          <input type="radio" name="client" checked={values.client === each.id} onChange={() => set('client')(each.id)} />
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
