import type { JSX } from 'preact';
import type { StaffMember } from '../../../http/desk/people/staff-member.ts';
import { Section } from '../clients/section.tsx';
import { usePage } from '../frame/page.ts';
import { Drawer } from '../kit/drawer.tsx';
import { Absences } from './absences.tsx';
import { Access } from './access.tsx';
import { HoursEditor } from './hours-editor.tsx';
import { PersonForm } from './person-form.tsx';
import { PersonPresence } from './person-presence.tsx';
import { Portfolio } from './portfolio.tsx';

export interface PersonPanelProps {
  readonly person: StaffMember;
  readonly staff: readonly StaffMember[];
  readonly again: () => void;
}

/** Shows all about one colleague that the viewer may see or change. */
export function PersonPanel({ person, staff, again }: PersonPanelProps): JSX.Element {
  const { state, t, api, desk } = usePage();
  const close = (): void => desk.go({ query: { ...state.address.query, person: '' } });
  const heads = staffDepartments(staff, person.heads);
  return (
    <Drawer title={person.name} name="person" close={close}>
      <p class="muted person-under">
        {t(`role.${person.role}`)}
        {person.department === null ? null : `, ${person.department.name}`}
        {heads === '' ? null : ` · ${t('role.heads', { departments: heads })}`}
      </p>
      {person.leftAt === null && person.may.steer ? <PersonPresence person={person} again={again} /> : null}
      <Section title={t('person.section.work')}>
        <PersonForm key={person.version} person={person} staff={staff} again={again} />
      </Section>
      {person.leftAt !== null ? null : (
        <>
          <Section title={t('person.section.hours')}>
            <HoursEditor
              key={person.version}
              hours={person.hours}
              may={person.may.change}
              none={t('hours.department')}
              save={(hours) => api('PATCH /staff/:id', { params: { id: person.id }, body: { version: person.version, hours } })}
              done={again}
            />
          </Section>
          <Section title={t('person.section.absences')}>
            <Absences person={person} staff={staff} />
          </Section>
        </>
      )}
      {person.may.movePortfolio ? (
        <Section title={t('portfolio.title')}>
          <Portfolio person={person} again={again} />
        </Section>
      ) : null}
      {person.may.link || person.may.administer ? (
        <Section title={t('person.section.access')}>
          <Access person={person} again={again} />
        </Section>
      ) : null}
    </Drawer>
  );
}

function staffDepartments(staff: readonly StaffMember[], keys: readonly string[]): string {
  return keys.map((key) => staff.find((each) => each.department?.key === key)?.department?.name ?? key).join(', ');
}
