import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientCard } from '../../../http/desk/clients/client-card.ts';
import type { OwnerPreviewShown } from '../../../http/desk/clients/give.ts';
import type { People } from '../../../http/desk/people/colleagues.ts';
import { usePage } from '../frame/page.ts';
import { clientName } from '../kit/client-name.ts';
import { FormDialog } from '../kit/dialog-form.tsx';
import { CheckField, ChoiceField, TextArea } from '../kit/field.tsx';
import { type FormState, useForm } from '../kit/form.tsx';
import { useNow } from '../kit/now.ts';
import { againstWords } from '../kit/objected.ts';
import type { Outcome } from '../kit/use-attempt.ts';
import { type Read, useRead } from '../kit/use-read.ts';

type Owner = ClientCard['owners'][number];

export interface GiveDialogProps {
  readonly client: ClientCard;
  /** whose place it is about; null: the client has no owner yet */
  readonly owner: Owner | null;
  readonly close: () => void;
  readonly done: () => void;
}

interface Draft {
  readonly department: string;
  readonly specialist: string;
  readonly ends: boolean;
  readonly reason: string;
}

/** Gives a client another owner, or proposes one to another department, once it is seen what it comes to (R8, R12). */
export function GiveDialog({ client, owner, close, done }: GiveDialogProps): JSX.Element {
  const { t, api } = usePage();
  const { value: people } = useRead('colleagues', null, () => api('GET /people'));
  const form: FormState<Draft> = useForm<Draft>({
    values: { department: owner?.department.key ?? 'client', specialist: '', ends: true, reason: '' },
    check: ({ specialist, reason }) =>
      specialist === '' ? t('give.person.choose') : reason.trim() === '' ? t('give.reason.missing') : null,
    async send({ department, specialist, ends, reason }): Promise<Outcome> {
      const instead = owner !== null && ends && department !== owner.department.key ? owner.department.key : null;
      const knowingly = preview.value?.against?.why ?? [];
      const answer = await api('POST /clients/:id/owner', {
        params: { id: client.id },
        body: { department, specialist, instead, reason: reason.trim(), knowingly },
      });
      if (answer.ok) {
        done();
        close();
      } else preview.again();
      return answer;
    },
  });
  const { department, specialist, ends, reason } = form.values;
  const moves = owner !== null && department !== owner.department.key;
  const instead = moves && ends && owner !== null ? owner.department.key : null;
  const preview: Read<OwnerPreviewShown | null> = useRead<OwnerPreviewShown | null>(
    `give ${client.id} ${department} ${specialist} ${instead}`,
    null,
    async () =>
      specialist === ''
        ? ({ ok: true, value: null } as const)
        : api('POST /clients/:id/owner/preview', { params: { id: client.id }, body: { department, specialist, instead } }),
  );
  const decides = preview.value?.decides ?? 'you';
  return (
    <FormDialog
      title={t('give.title', { client: clientName(t, client) })}
      name="give"
      close={close}
      form={form}
      submit={{ words: t(decides === 'you' ? 'give.submit' : 'give.propose'), name: 'give-submit' }}
      troubleName="give-problem"
    >
      <Whom people={people} department={department} specialist={specialist} owner={owner} change={form.change} />
      {moves ? (
        <CheckField
          label={t('give.instead', { name: owner.specialist.name, department: owner.department.name })}
          name="give-ends"
          value={ends}
          set={form.set('ends')}
        />
      ) : null}
      {preview.value === null ? null : <Preview preview={preview.value} />}
      <TextArea label={t('give.reason')} name="give-reason" rows={2} maxLength={1000} dir="auto" value={reason} set={form.set('reason')} />
    </FormDialog>
  );
}

interface WhomProps {
  readonly people: People | null;
  readonly department: string;
  readonly specialist: string;
  readonly owner: Owner | null;
  readonly change: (part: { readonly department?: string; readonly specialist?: string }) => void;
}

function Whom({ people, department, specialist, owner, change }: WhomProps): JSX.Element {
  const { t, language } = usePage();
  const now = useNow(60_000);
  const departments = (people?.departments ?? []).filter(({ key }) => key !== 'finance');
  const staff = departments.find(({ key }) => key === department)?.specialists ?? [];
  const named = staff
    .filter((each) => each.serves && !(each.id === owner?.specialist.id && department === owner.department.key))
    .map((each) => {
      const against = each.against === null ? '' : ` · ${againstWords(t, language, each.against, now)}`;
      return [each.id, `${each.name}${against}`] as const;
    });
  return (
    <>
      <ChoiceField
        label={t('give.department')}
        name="give-department"
        value={department}
        all={departments.map(({ key, name }) => [key, name] as const)}
        set={(key) => change({ department: key, specialist: '' })}
      />
      <ChoiceField
        label={t('give.person')}
        name="give-person"
        value={specialist}
        all={[['', t('give.person.choose')] as const, ...named]}
        set={(id) => change({ specialist: id })}
      />
    </>
  );
}

/** Shows who decides, what the portfolios come to, and what speaks against it. */
function Preview({ preview: { decides, loads, against } }: { readonly preview: OwnerPreviewShown }): JSX.Element {
  const { t, language } = usePage();
  const now = useNow(60_000);
  return (
    <div data-testid="give-preview">
      <p class="muted">{t(`give.decides.${decides}`)}</p>
      <ul class="shares">
        {loads.map(({ person, before, after }) => (
          <li key={person.id}>
            <span class="number">{t('give.load', { name: person.name, before, after })}</span>
            {after > 1 && after > before ? <span>{t('give.over')}</span> : null}
          </li>
        ))}
      </ul>
      {against === null ? null : (
        <p class="notice-line" data-testid="give-against">
          {t('objected.said', { name: against.name, why: againstWords(t, language, against, now) })}
        </p>
      )}
    </div>
  );
}

/** Opens the dialog, and undoes the change that was made last. */
export function Give({ client, owner, done }: Omit<GiveDialogProps, 'close'>): JSX.Element {
  const { t } = usePage();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="link-button" data-testid="give-open" onClick={() => setOpen(true)}>
        {t(owner === null ? 'give.open.first' : 'give.open')}
      </button>
      {open ? <GiveDialog client={client} owner={owner} close={() => setOpen(false)} done={done} /> : null}
    </>
  );
}
