import type { JSX } from 'preact';
import type { DeskEvidence } from '../../../http/reports/desk-evidence.ts';
import { usePage } from '../frame/page.ts';
import { Unproven } from '../kit/chips.tsx';
import { fullTimeIn } from '../kit/time.ts';
import { clientAddress, conversationAddress, To } from '../kit/to-conversation.tsx';
import { evidenceWords } from './evidence-words.ts';
import { useReported } from './reported.ts';
import { useWords } from './words.ts';

/** Lists what stands behind a number: when, whose, what happened and why; each leads to its conversation, if one may read it. */
export function EvidenceRows({ rows }: { readonly rows: readonly DeskEvidence[] }): JSX.Element {
  return (
    <ul class="evidence-rows">
      {rows.map((row, index) => (
        <Line key={`${row.at} ${row.conversation} ${index}`} row={row} />
      ))}
    </ul>
  );
}

function Line({ row }: { readonly row: DeskEvidence }): JSX.Element {
  const { language } = usePage();
  const wording = useWords();
  const { answer, names, plan } = useReported();
  const who = [row.person, row.department === null ? null : names.nameOf('department', row.department)].filter((each) => each !== null);
  return (
    <li data-testid="evidence-row">
      <span class="evidence-top">
        <Subject row={row} />
        <time class="muted" dateTime={row.at}>
          {fullTimeIn(language, new Date(row.at), answer.timeZone)}
        </time>
      </span>
      <span>{evidenceWords(wording, plan.report, row).join(', ')}</span>
      <span class="muted" dir="auto">
        {who.join(', ')}
      </span>
      {row.why === null || row.why.length === 0 ? null : <Why sentences={row.why} />}
    </li>
  );
}

/** Names whom it was about, and leads there. */
function Subject({ row }: { readonly row: DeskEvidence }): JSX.Element {
  const { say } = useWords();
  const { conversation, client, title, proven } = row;
  if (title === null) return <span class="muted">{say('evidence.closed')}</span>;
  const to = conversation !== null ? conversationAddress(conversation) : client !== null ? clientAddress(client) : null;
  const name = <strong dir="auto">{title === '' ? say('evidence.stranger') : title}</strong>;
  return (
    <>
      {to === null ? (
        name
      ) : (
        <To to={to} class="plain-link" name="evidence-open">
          {name}
        </To>
      )}
      {title === '' ? null : <Unproven of={{ name: title, proven }} />}
    </>
  );
}

/** Says why it was so. */
function Why({ sentences }: { readonly sentences: readonly string[] }): JSX.Element {
  return (
    <p class="evidence-why" dir="auto">
      {sentences.join(' ')}
    </p>
  );
}
