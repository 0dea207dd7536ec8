import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SignInLink } from '../../../http/desk/people/sign-in-link.ts';
import type { StaffMember } from '../../../http/desk/people/staff-member.ts';
import { usePage } from '../frame/page.ts';
import { CopyField } from '../kit/copy-field.tsx';
import { Drawer } from '../kit/drawer.tsx';
import { wordsFor } from '../kit/problem.ts';
import { fullTime } from '../kit/time.ts';
import { Trouble } from '../kit/trouble.tsx';
import { emptyDraft, personOf } from './person-draft.ts';
import { PersonFields } from './person-form.tsx';

/** Somebody new: who they are, and at once the link that lets them in. */
export function NewPerson({ staff, again }: { readonly staff: readonly StaffMember[]; readonly again: () => void }): JSX.Element {
  const { state, t, api, desk, language } = usePage();
  const [draft, setDraft] = useState(emptyDraft);
  const [link, setLink] = useState<SignInLink | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const close = (): void => desk.go({ query: { ...state.address.query, person: '' } });
  const create = async (): Promise<void> => {
    if (draft.name.trim() === '' || draft.email.trim() === '') return setTrouble(t('person.missing'));
    const answer = desk.noteAnswer(await api.addPerson(personOf(draft)));
    if (!answer.ok) return setTrouble(wordsFor(t, answer.problem));
    again();
    const made = desk.noteAnswer(await api.signInLink(answer.value.id));
    if (made.ok) setLink(made.value);
    else setTrouble(wordsFor(t, made.problem));
  };
  return (
    <Drawer title={t('person.new')} name="person" close={close}>
      {link === null ? (
        <form
          class="form drawer-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void create();
          }}
        >
          <PersonFields draft={draft} set={setDraft} staff={staff} may administer />
          <Trouble problem={trouble} />
          <div class="form-actions">
            <button type="submit" class="button primary" data-testid="person-create">
              {t('person.create')}
            </button>
          </div>
        </form>
      ) : (
        <div class="form drawer-form">
          <CopyField value={link.url} label={t('access.link')} name="sign-in-link" />
          <p class="muted" role="status">
            {t('access.link.once', { date: fullTime(language, new Date(link.expiresAt)) })}
          </p>
        </div>
      )}
    </Drawer>
  );
}
