import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientCard } from '../../../http/desk/clients/client-card.ts';
import { usePage } from '../frame/page.ts';
import { date } from '../kit/time.ts';
import { Trouble } from '../kit/trouble.tsx';
import { useAttempt } from '../kit/use-attempt.ts';
import { Proposal } from '../work/proposals.tsx';
import { Give } from './give-dialog.tsx';
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
            {client.mayGive ? <Give client={client} owner={each} done={again} /> : null}
            {each.change === null ? null : <UndoGiving client={client} change={each.change} done={again} />}
            {each.mayWeigh ? (
              <button type="button" class="link-button" data-testid="weigh-open" onClick={() => setWeighing(each)}>
                {t(each.raised === null ? 'weigh.raise' : 'weigh.lower')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {current.length === 0 && client.mayGive ? <Give client={client} owner={null} done={again} /> : null}
      {client.proposals.map((each) => (
        <Proposal key={each.id} proposal={each} again={again} />
      ))}
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

interface UndoGivingProps {
  readonly client: ClientCard;
  readonly change: string;
  readonly done: () => void;
}

/** Takes back that the client was given this owner, while nothing came after it. */
function UndoGiving({ client, change, done }: UndoGivingProps): JSX.Element {
  const { t, api } = usePage();
  const { trouble, busy, attempt } = useAttempt();
  const undo = (): Promise<void> =>
    attempt(async () => {
      const answer = await api('POST /clients/:id/owner/:change/undo', { params: { id: client.id, change } });
      done();
      return answer;
    });
  return (
    <>
      <button type="button" class="link-button" data-testid="give-undo" disabled={busy} onClick={() => void undo()}>
        {t('give.undo')}
      </button>
      <Trouble problem={trouble} name="give-undo-problem" />
    </>
  );
}
