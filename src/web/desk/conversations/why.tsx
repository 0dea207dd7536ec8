import type { JSX } from 'preact';
import type { ConversationCard } from '../../../http/desk/conversations/card-contract.ts';
import { Section } from '../clients/section.tsx';
import { usePage } from '../frame/page.ts';
import { useNow } from '../kit/now.ts';
import { ago, fullTime } from '../kit/time.ts';

/** Explains every assignment in the server's words (R29): the last one in full, the earlier ones folded away. */
export function Why({ card }: { readonly card: ConversationCard }): JSX.Element {
  const { state, t } = usePage();
  const mine = state.session.type === 'ready' && card.specialist?.id === state.session.me.specialist.id;
  const newestFirst = [...card.why].sort((a, b) => b.at.localeCompare(a.at));
  const [last, ...earlier] = newestFirst;
  return (
    <div data-testid="why">
      <Section title={t(mine ? 'card.why' : 'card.why.other')}>
        {last === undefined ? <p class="muted">{t('card.why.none')}</p> : <Explained explained={last} />}
        {earlier.length === 0 ? null : (
          <details class="why-earlier">
            <summary>{t('card.why.earlier', { count: earlier.length })}</summary>
            {earlier.map((each) => (
              <Explained key={each.at} explained={each} />
            ))}
          </details>
        )}
      </Section>
    </div>
  );
}

function Explained({ explained }: { readonly explained: ConversationCard['why'][number] }): JSX.Element {
  const { t, language } = usePage();
  const now = useNow(60_000);
  const at = new Date(explained.at);
  return (
    <div class="why">
      <ol>
        {explained.sentences.map((sentence) => (
          <li key={sentence} dir="auto">
            {sentence}
          </li>
        ))}
      </ol>
      {explained.candidates.length === 0 ? null : <Candidates candidates={explained.candidates} />}
      <p class="why-rules">
        {explained.rules.map((rule) => (
          <span key={rule} class="chip">
            {rule}
          </span>
        ))}
      </p>
      <time class="muted" dateTime={explained.at} title={fullTime(language, at)}>
        {ago(t, language, at, now)}
      </time>
    </div>
  );
}

type Candidate = ConversationCard['why'][number]['candidates'][number];

/** Lists who was compared, the lightest first. */
function Candidates({ candidates }: { readonly candidates: readonly Candidate[] }): JSX.Element {
  const { t, language } = usePage();
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const number = new Intl.NumberFormat(language);
  return (
    <table class="why-table">
      <caption class="visually-hidden">{t('why.compared')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('why.who')}</th>
          <th scope="col" title={t('transfer.conversations')}>
            {t('why.conversations')}
          </th>
          <th scope="col" title={t('transfer.portfolio')}>
            {t('why.portfolio')}
          </th>
          <th scope="col">{t('why.capacity')}</th>
        </tr>
      </thead>
      <tbody>
        {candidates.map((each) => (
          <tr key={each.name} class={each.chosen ? 'why-chosen' : ''}>
            <th scope="row" dir="auto">
              {each.name.trim() || t('message.specialist')}
              {each.chosen ? <span class="visually-hidden"> {t('why.chosen')}</span> : null}
              {each.available ? null : <span class="muted block">{each.presence}</span>}
            </th>
            <td>{percent.format(each.conversations)}</td>
            <td>{percent.format(each.portfolio)}</td>
            <td>{number.format(each.capacity)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
