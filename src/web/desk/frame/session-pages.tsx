import type { JSX } from 'preact';
import { languages } from '../../../domain/language.ts';
import { Icon } from '../kit/icon.tsx';
import { useRead } from '../kit/use-read.ts';
import { translateIn } from '../kit/words.ts';
import { PeopleHere } from '../people/people-here.tsx';
import { usePage } from './page.ts';

/** Nobody is signed in, so whose language to speak is a guess: both are shown, the likelier first. */
export function SignedOut(): JSX.Element {
  const { language, api, t } = usePage();
  const people = useRead('people-here', null, () => api('GET /session/people')).value?.people.filter((each) => each.pin) ?? [];
  const order = [language, ...languages.filter((each) => each !== language)];
  return (
    <main class="plain-page" data-testid="signed-out">
      <div class="plain-card">
        <Mark />
        {order.map((each, index) => (
          <section key={each} lang={each}>
            {index === 0 ? (
              <h1>{translateIn(each)('session.signed-out.title')}</h1>
            ) : (
              <h2>{translateIn(each)('session.signed-out.title')}</h2>
            )}
            <p>{translateIn(each)('session.signed-out.text')}</p>
          </section>
        ))}
        {people.length === 0 ? null : (
          <section>
            <h2>{t('session.here.title')}</h2>
            <PeopleHere people={people} key={people.map((each) => each.id).join()} />
          </section>
        )}
      </div>
    </main>
  );
}

export function Unreachable(): JSX.Element {
  const { t } = usePage();
  return (
    <main class="plain-page" data-testid="unreachable">
      <div class="plain-card" role="status">
        <Mark />
        <section>
          <h1>{t('session.unreachable.title')}</h1>
          <p>{t('session.unreachable.text')}</p>
        </section>
      </div>
    </main>
  );
}

function Mark(): JSX.Element {
  return (
    <span class="mark mark-large">
      <Icon name="window" />
    </span>
  );
}
