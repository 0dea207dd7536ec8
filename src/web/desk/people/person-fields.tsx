import type { JSX } from 'preact';
import { languages } from '../../../domain/language.ts';
import { roles } from '../../../domain/specialist.ts';
import type { StaffMember } from '../../../http/desk/people/staff-member.ts';
import { usePage } from '../frame/page.ts';
import { CheckField, ChecksField, ChoiceField, NumberField, TextField } from '../kit/field.tsx';
import { useRead } from '../kit/use-read.ts';
import { type Draft, deputiesIn } from './person-draft.ts';

export interface PersonFieldsProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly staff: readonly StaffMember[];
  /** who cannot stand in: they themselves */
  readonly self?: string;
  readonly may: boolean;
  /** also who and what they are */
  readonly administer: boolean;
}

export function PersonFields(props: PersonFieldsProps): JSX.Element {
  const { t } = usePage();
  const { draft, change, may, administer } = props;
  return (
    <>
      {administer ? <IdentityFields {...props} /> : null}
      <WorkFields {...props} />
      <ChecksField
        label={t('person.languages')}
        all={languages.map((each) => [each, t(`person.language.${each}`)])}
        value={draft.languages}
        set={(chosen) => change({ languages: chosen })}
        disabled={!may}
      />
      <CheckField label={t('person.serves')} value={draft.serves} set={(serves) => change({ serves })} disabled={!may} />
      <CheckField label={t('person.trained')} value={draft.trained} set={(trained) => change({ trained })} disabled={!may} />
    </>
  );
}

/** Asks who and what somebody is. */
function IdentityFields({ draft, change, staff }: PersonFieldsProps): JSX.Element {
  const { t, api } = usePage();
  const read = useRead('departments', 'company', () => api('GET /departments'));
  // until they are read, those where somebody works: a choice is never blank
  const departments = read.value?.departments ?? distinct(staff.flatMap((each) => each.department ?? []));
  return (
    <>
      <TextField
        label={t('person.name')}
        name="person-name"
        dir="auto"
        maxLength={200}
        value={draft.name}
        set={(name) => change({ name })}
      />
      <TextField
        label={t('person.email')}
        name="person-email"
        type="email"
        maxLength={254}
        value={draft.email}
        set={(email) => change({ email })}
      />
      <div class="form-row">
        <ChoiceField
          label={t('person.role')}
          name="person-role"
          value={draft.role}
          all={roles.map((each) => [each, t(`role.${each}`)])}
          set={(role) => change({ role })}
        />
        <ChoiceField
          label={t('person.department')}
          name="person-department"
          value={draft.department}
          all={[['', t('people.above')], ...departments.map((each) => [each.key, each.name] as const)]}
          set={(department) => change({ department, deputy: '' })}
        />
      </div>
      <TextField label={t('person.slack')} maxLength={64} value={draft.slackUser} set={(slackUser) => change({ slackUser })} />
    </>
  );
}

/** Asks how much somebody carries, and who stands in. */
function WorkFields({ draft, change, staff, self, may }: PersonFieldsProps): JSX.Element {
  const { t } = usePage();
  const deputies = deputiesIn(staff, draft.department).filter((each) => each.id !== self);
  return (
    <div class="form-row">
      <NumberField
        label={t('person.capacity')}
        hint={t('person.capacity.hint')}
        name="person-capacity"
        min="0"
        max="10"
        step="0.05"
        disabled={!may}
        value={draft.capacity}
        set={(capacity) => change({ capacity })}
      />
      <ChoiceField
        label={t('person.deputy')}
        name="person-deputy"
        value={draft.deputy}
        disabled={!may}
        all={[['', t('person.deputy.none')], ...deputies.map((each) => [each.id, each.name] as const)]}
        set={(deputy) => change({ deputy })}
      />
    </div>
  );
}

const distinct = <T extends { readonly key: string }>(all: readonly T[]): T[] => [...new Map(all.map((each) => [each.key, each])).values()];
