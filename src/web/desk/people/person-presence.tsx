import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { availabilities } from '../../../domain/specialist.ts';
import type { StaffMember } from '../../../http/desk/people/staff-member.ts';
import { usePage } from '../frame/page.ts';
import { wordsFor } from '../kit/problem.ts';
import { Trouble } from '../kit/trouble.tsx';

/** Whether they take conversations now; their head may say so for them. */
export function PersonPresence({ person, again }: { readonly person: StaffMember; readonly again: () => void }): JSX.Element {
  const { t, api, desk } = usePage();
  const [trouble, setTrouble] = useState<string | null>(null);
  const choose = async (availability: StaffMember['availability']): Promise<void> => {
    const answer = desk.noteAnswer(await api.setAvailability(person.id, { availability }));
    setTrouble(answer.ok ? null : wordsFor(t, answer.problem));
    if (answer.ok) again();
  };
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
