import type { JSX } from 'preact';
import { Change, Figure, NumberName } from './figure.tsx';
import type { Group } from './plan.ts';
import { useReported } from './reported.ts';
import { useWords } from './words.ts';

/** Shows the numbers of the whole period, a card for each group: one large, the others beside it. */
export function Cards(): JSX.Element {
  const { plan } = useReported();
  return (
    <div class="report-cards">
      {plan.groups.map((each) => (
        <Card key={each.name} group={each} />
      ))}
    </div>
  );
}

function Card({ group }: { readonly group: Group }): JSX.Element {
  const { answer } = useReported();
  const { say } = useWords();
  const { total } = answer;
  const before = answer.compared?.total ?? null;
  return (
    <section class="report-card" data-testid={`card-${group.name}`} aria-labelledby={`card-${group.name}`}>
      <h2 id={`card-${group.name}`}>{say(group.title)}</h2>
      <dl>
        {[group.lead, ...group.beside].map((metric, index) => (
          <div key={metric} class={index === 0 ? 'card-lead' : 'card-number'}>
            <dt>
              <NumberName metric={metric} />
            </dt>
            <dd>
              <Figure metric={metric} values={total} look="card-value" />
              <Change metric={metric} now={total} before={before} />
            </dd>
          </div>
        ))}
      </dl>
      {group.unknown !== undefined && (total[group.lead] ?? null) === null ? <p class="card-unknown muted">{say(group.unknown)}</p> : null}
    </section>
  );
}
