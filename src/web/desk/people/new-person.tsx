import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SignInLink } from '../../../http/desk/people/sign-in-link.ts';
import type { StaffMember } from '../../../http/desk/people/staff-member.ts';
import { usePage } from '../frame/page.ts';
import { Drawer } from '../kit/drawer.tsx';
import { Form, useForm } from '../kit/form.tsx';
import { emptyDraft, personOf } from './person-draft.ts';
import { PersonFields } from './person-fields.tsx';
import { SignInLinkField } from './sign-in-link-field.tsx';

/** Adds somebody: who they are, and at once the link that lets them in. */
export function NewPerson({ staff, again }: { readonly staff: readonly StaffMember[]; readonly again: () => void }): JSX.Element {
  const { state, t, api, desk } = usePage();
  const [link, setLink] = useState<SignInLink | null>(null);
  const form = useForm({
    values: emptyDraft,
    check: ({ name, email }) => (name.trim() === '' || email.trim() === '' ? t('person.missing') : null),
    async send(draft) {
      const answer = await api('POST /staff', { body: personOf(draft) });
      if (!answer.ok) return answer;
      again();
      const made = await api('POST /staff/:id/link', { params: { id: answer.value.id }, body: {} });
      if (made.ok) setLink(made.value);
      return made;
    },
  });
  const close = (): void => desk.go({ query: { ...state.address.query, person: '' } });
  return (
    <Drawer title={t('person.new')} name="person" close={close}>
      {link === null ? (
        <Form form={form} class="form drawer-form" submit={{ words: t('person.create'), name: 'person-create' }}>
          <PersonFields draft={form.values} change={form.change} staff={staff} may administer />
        </Form>
      ) : (
        <div class="form drawer-form">
          <SignInLinkField link={link} />
        </div>
      )}
    </Drawer>
  );
}
