import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientCard } from '../../../http/desk/clients/client-card.ts';
import { usePage } from '../frame/page.ts';
import { date } from '../kit/time.ts';
import { Section } from './section.tsx';
import { WeighDialog } from './weigh-dialog.tsx';

type Owner = ClientCard['owners'][number];

/** Shows who owns a client and who did; a head makes a key client one person's whole work here (R12). */
export function Owners({ client, again }: { readonly client: ClientCard; readonly again: () => void }): JSX.Element {
  const { t, language } = usePage();
  const [weighing, setWeighing] = useState<Owner | null>(null);
  const current = client.owners.filter((each) => each.until === null);
  const former = client.owners.filter((each) => each.until !== null);
  const day = (at: string): string => date(language, new Date(at));
  return (
    <Section title={t('card.owners')}>
      {current.length === 0 ? <p class="muted">{t('card.owners.none')}</p> : null}
      <ul class="owners">
        {current.map((each) => (
          <li key={each.department.key} data-testid="owner">
            <bdi>{each.specialist.name}</bdi>
            <span class="muted">
              {each.department.name}, {t('client.owners.since', { from: day(each.from) })}
            </span>
            {each.raised === null ? null : (
              <span class="muted" data-testid="raised">
                {t('weigh.raised', { from: day(each.raised.from) })} <bdi>{each.raised.reason}</bdi>
              </span>
            )}
            {each.mayWeigh ? (
              <button type="button" class="link-button" data-testid="weigh-open" onClick={() => setWeighing(each)}>
                {t(each.raised === null ? 'weigh.raise' : 'weigh.lower')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {former.length === 0 ? null : (
        <details class="folded">
          <summary>{t('client.owners.former')}</summary>
          <ul class="owners">
            {former.map((each) => (
              <li key={`${each.department.key} ${each.from}`}>
                <bdi>{each.specialist.name}</bdi>
                <span class="muted">
                  {each.department.name}, {t('client.owners.dates', { from: day(each.from), until: day(each.until ?? each.from) })}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {weighing === null ? null : <WeighDialog client={client} owner={weighing} close={() => setWeighing(null)} done={again} />}
    </Section>
  );
}
