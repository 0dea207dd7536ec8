import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { languages } from '../../../domain/language.ts';
import { roles } from '../../../domain/specialist.ts';
import type { StaffMember } from '../../../http/desk/people/staff-member.ts';
import { usePage } from '../frame/page.ts';
import { Choice, FormField } from '../kit/form-field.tsx';
import { wordsFor } from '../kit/problem.ts';
import { Trouble } from '../kit/trouble.tsx';
import { useRead } from '../kit/use-read.ts';
import { changeOf, type Draft, draftOf } from './person-draft.ts';

export interface PersonFormProps {
  readonly person: StaffMember;
  readonly staff: readonly StaffMember[];
  readonly again: () => void;
}

/** What somebody is and how much they carry. Only what was changed is sent, so that two who change different things do not meet. */
export function PersonForm({ person, staff, again }: PersonFormProps): JSX.Element {
  const { t, api, desk } = usePage();
  const [draft, setDraft] = useState(draftOf(person));
  const [trouble, setTrouble] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);
  const change = changeOf(person, draft);
  const may = person.leftAt === null && person.may.change;
  const save = async (): Promise<void> => {
    if (change === null) return;
    const answer = desk.noteAnswer(await api.changePerson(person.id, { version: person.version, ...change }));
    setTrouble(answer.ok ? null : answer.problem.code === 'changed-meanwhile' ? t('person.changed') : wordsFor(t, answer.problem));
    setSaved(answer.ok);
    if (answer.ok || answer.problem.status === 409) again();
  };
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <PersonFields draft={draft} set={setDraft} staff={staff} self={person.id} may={may} administer={may && person.may.administer} />
      <Trouble problem={trouble} />
      <p role="status" class="good">
        {saved && change === null ? t('person.saved') : null}
      </p>
      {may ? (
        <div class="form-actions">
          <button type="submit" class="button primary" data-testid="person-save" disabled={change === null}>
            {t('person.save')}
          </button>
          {change === null ? null : (
            <button type="button" class="button quiet" onClick={() => setDraft(draftOf(person))}>
              {t('action.cancel')}
            </button>
          )}
        </div>
      ) : null}
    </form>
  );
}

export interface PersonFieldsProps {
  readonly draft: Draft;
  readonly set: (draft: Draft) => void;
  readonly staff: readonly StaffMember[];
  /** who cannot stand in: they themselves */
  readonly self?: string;
  readonly may: boolean;
  /** also who and what they are */
  readonly administer: boolean;
}

export function PersonFields({ draft, set, staff, self, may, administer }: PersonFieldsProps): JSX.Element {
  const { t, api } = usePage();
  const read = useRead('departments', 'company', api.departments);
  // until they are read, those where somebody works: a choice is never blank
  const departments = read.value?.departments ?? distinct(staff.flatMap((each) => each.department ?? []));
  const deputies = staff.filter((each) => each.leftAt === null && each.serves && each.id !== self);
  return (
    <>
      {administer ? (
        <>
          <FormField label={t('person.name')}>
            <input
              class="input"
              dir="auto"
              maxLength={200}
              data-testid="person-name"
              value={draft.name}
              onInput={(event) => set({ ...draft, name: event.currentTarget.value })}
            />
          </FormField>
          <FormField label={t('person.email')}>
            <input
              class="input"
              type="email"
              maxLength={254}
              data-testid="person-email"
              value={draft.email}
              onInput={(event) => set({ ...draft, email: event.currentTarget.value })}
            />
          </FormField>
          <div class="form-row">
            <FormField label={t('person.role')}>
              <Choice
                name="person-role"
                value={draft.role}
                all={roles.map((each) => [each, t(`role.${each}`)])}
                choose={(role) => set({ ...draft, role })}
              />
            </FormField>
            <FormField label={t('person.department')}>
              <Choice
                name="person-department"
                value={draft.department}
                all={[['', t('people.above')] as const, ...departments.map((each) => [each.key, each.name] as const)]}
                choose={(department) => set({ ...draft, department })}
              />
            </FormField>
          </div>
          <FormField label={t('person.slack')}>
            <input
              class="input"
              maxLength={64}
              value={draft.slackUser}
              onInput={(event) => set({ ...draft, slackUser: event.currentTarget.value })}
            />
          </FormField>
        </>
      ) : null}
      <div class="form-row">
        <FormField label={t('person.capacity')} hint={t('person.capacity.hint')}>
          <input
            class="input"
            type="number"
            min="0"
            max="10"
            step="0.05"
            disabled={!may}
            data-testid="person-capacity"
            value={draft.capacity}
            onInput={(event) => set({ ...draft, capacity: event.currentTarget.value })}
          />
        </FormField>
        <FormField label={t('person.deputy')}>
          <Choice
            name="person-deputy"
            value={draft.deputy}
            disabled={!may}
            all={[['', t('person.deputy.none')] as const, ...deputies.map((each) => [each.id, each.name] as const)]}
            choose={(deputy) => set({ ...draft, deputy })}
          />
        </FormField>
      </div>
      <fieldset class="ticks" disabled={!may}>
        <legend class="form-label">{t('person.languages')}</legend>
        {languages.map((each) => (
          <label key={each} class="tick">
            <input
              type="checkbox"
              checked={draft.languages.includes(each)}
              onChange={(event) =>
                set({
                  ...draft,
                  languages: languages.filter((other) => (other === each ? event.currentTarget.checked : draft.languages.includes(other))),
                })
              }
            />
            <span>{t(`person.language.${each}`)}</span>
          </label>
        ))}
      </fieldset>
      <label class="tick">
        <input
          type="checkbox"
          disabled={!may}
          checked={draft.serves}
          onChange={(event) => set({ ...draft, serves: event.currentTarget.checked })}
        />
        <span>{t('person.serves')}</span>
      </label>
      <label class="tick">
        <input
          type="checkbox"
          disabled={!may}
          checked={draft.trained}
          onChange={(event) => set({ ...draft, trained: event.currentTarget.checked })}
        />
        <span>{t('person.trained')}</span>
      </label>
    </>
  );
}

const distinct = <T extends { readonly key: string }>(all: readonly T[]): T[] => [...new Map(all.map((each) => [each.key, each])).values()];
