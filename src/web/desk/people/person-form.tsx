import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { StaffMember } from '../../../http/desk/people/staff-member.ts';
import { isOutdating } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { Form, SubmitButton, useForm } from '../kit/form.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { changeOf, draftOf } from './person-draft.ts';
import { PersonFields } from './person-fields.tsx';

export interface PersonFormProps {
  readonly person: StaffMember;
  readonly staff: readonly StaffMember[];
  readonly again: () => void;
}

/** Changes what somebody is and how much they carry. Only what was changed is sent, so that two who change different things do not meet. */
export function PersonForm({ person, staff, again }: PersonFormProps): JSX.Element {
  const { t, api } = usePage();
  const [saved, setSaved] = useState(false);
  const form = useForm({
    values: draftOf(person),
    async send(draft) {
      const { id, version } = person;
      const answer = await api('PATCH /staff/:id', { params: { id }, body: { version, ...changeOf(person, draft) } });
      setSaved(answer.ok);
      if (isOutdating(answer)) again();
      return answer;
    },
    problems: { 'changed-meanwhile': t('person.changed') },
  });
  const isChanged = changeOf(person, form.values) !== null;
  const may = person.leftAt === null && person.may.change;
  return (
    <Form form={form}>
      <PersonFields
        draft={form.values}
        change={form.change}
        staff={staff}
        self={person.id}
        may={may}
        administer={may && person.may.administer}
      />
      <Trouble problem={form.trouble} />
      <p role="status" class="good">
        {saved && !isChanged ? t('person.saved') : null}
      </p>
      {may ? (
        <div class="form-actions">
          <SubmitButton form={form} words={t('person.save')} name="person-save" can={isChanged} />
          {isChanged ? (
            <button type="button" class="button quiet" onClick={() => form.change(draftOf(person))}>
              {t('action.cancel')}
            </button>
          ) : null}
        </div>
      ) : null}
    </Form>
  );
}
