import type { JSX } from 'preact';
import { availabilities } from '../../../domain/specialist.ts';
import type { StaffMember } from '../../../http/desk/people/staff-member.ts';
import { usePage } from '../frame/page.ts';
import { Trouble } from '../kit/trouble.tsx';
import { useAttempt } from '../kit/use-attempt.ts';

/** Shows whether somebody takes conversations now; their head may change it for them. */
export function PersonPresence({ person, again }: { readonly person: StaffMember; readonly again: () => void }): JSX.Element {
  const { t, api } = usePage();
  const { trouble, attempt } = useAttempt();
  const choose = (availability: StaffMember['availability']): Promise<void> =>
    attempt(async () => {
      const answer = await api('PUT /staff/:id/availability', { params: { id: person.id }, body: { availability } });
      if (answer.ok) again();
      return answer;
    });
  return (
    <div class="person-presence">
      <div class="segments" role="group" aria-label={t('person.availability')}>
        {availabilities.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={person.availability === each}
            data-testid={`person-${each}`}
            onClick={() => void choose(each)}
          >
            {t(`presence.${each}`)}
          </button>
        ))}
      </div>
      <Trouble problem={trouble} />
    </div>
  );
}
