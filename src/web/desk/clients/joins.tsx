import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ContactCard } from '../../../http/desk/clients/client-card.ts';
import { usePage } from '../frame/page.ts';
import { date } from '../kit/time.ts';
import { Trouble } from '../kit/trouble.tsx';
import { useAttempt } from '../kit/use-attempt.ts';
import type { Translate } from '../kit/words.ts';

type Join = NonNullable<ContactCard['joins']>[number];

/** Shows where somebody was found to be this contact; a head takes them apart again, after a second thought. */
export function Joins({ contact, again }: { readonly contact: ContactCard; readonly again: () => void }): JSX.Element | null {
  const { t } = usePage();
  const joins = contact.joins ?? [];
  if (joins.length === 0) return null;
  return (
    <details class="folded" data-testid="joins">
      <summary>{t('joins.title')}</summary>
      <ul class="joins">
        {joins.map((each) => (
          <JoinLine key={each.id} contact={contact} join={each} again={again} />
        ))}
      </ul>
    </details>
  );
}

interface LineProps {
  readonly contact: ContactCard;
  readonly join: Join;
  readonly again: () => void;
}

function JoinLine({ contact, join, again }: LineProps): JSX.Element {
  const { state, t, api, language } = usePage();
  const [asking, setAsking] = useState(false);
  const { trouble, attempt } = useAttempt();
  const role = state.session.type === 'ready' ? state.session.me.specialist.role : 'specialist';
  const undo = (): Promise<void> =>
    attempt(async () => {
      const answer = await api('POST /contacts/:id/joins/:join/undo', { params: { id: contact.id, join: join.id } });
      if (answer.ok) again();
      return answer;
    });
  return (
    <li data-testid="join">
      <span class="muted">{t('joins.line', { date: date(language, new Date(join.at)), proof: proofInWords(t, join.proof) })}</span>{' '}
      {role === 'specialist' || asking ? null : (
        <button type="button" class="link-button" data-testid="join-undo" onClick={() => setAsking(true)}>
          {t('joins.undo')}
        </button>
      )}
      {asking ? (
        <>
          <span>{t('joins.sure')}</span>{' '}
          <button type="button" class="link-button danger-quiet" data-testid="join-undo-sure" onClick={() => void undo()}>
            {t('joins.undo')}
          </button>{' '}
          <button type="button" class="link-button" onClick={() => setAsking(false)}>
            {t('action.cancel')}
          </button>
        </>
      ) : null}
      <Trouble problem={trouble} />
    </li>
  );
}

const proofs = ['site-login', 'invite', 'continue', 'phone', 'telegram-id'] as const;

function proofInWords(t: Translate, proof: string): string {
  const known = proofs.find((each) => each === proof);
  return known === undefined ? proof : t(`joins.proof.${known}`);
}
