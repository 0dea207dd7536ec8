import type { JSX } from 'preact';
import type { Timeline as Read } from '../../../http/desk/clients/timeline.ts';
import { usePage } from '../frame/page.ts';
import { Channel, Unproven } from '../kit/chips.tsx';
import { StatusIcon } from '../kit/status-icon.tsx';
import { date, fullTime } from '../kit/time.ts';
import { conversationAddress, To } from '../kit/to-conversation.tsx';
import { usePages } from '../kit/use-pages.ts';

type Entry = Read['conversations'][number];

/** Lists every conversation of a client, over all its contacts and channels, newest first. */
export function Timeline({ client, current }: { readonly client: string; readonly current: string | null }): JSX.Element {
  const { t, api } = usePage();
  const read = usePages(`timeline ${client}`, 'conversations', (cursor) =>
    api('GET /clients/:id/timeline', { params: { id: client }, query: { cursor, limit: '20' } }),
  );
  if (read.value === null) {
    if (read.phase === 'failed') return <p class="muted">{t('client.failed')}</p>;
    return <span class="bone bone-text" aria-hidden="true" />;
  }
  const all = [read.value, ...read.further].flatMap((each) => each.conversations);
  if (all.length === 0) return <p class="muted">{t('client.history.none')}</p>;
  return (
    <>
      <ol class="timeline" data-testid="timeline">
        {all.map((each) => (
          <Moment key={each.id} entry={each} current={each.id === current} />
        ))}
      </ol>
      {read.more === null ? null : (
        <button type="button" class="link-button" onClick={read.more}>
          {t('page.more')}
        </button>
      )}
    </>
  );
}

function Moment({ entry, current }: { readonly entry: Entry; readonly current: boolean }): JSX.Element {
  const { t, language } = usePage();
  const opened = new Date(entry.openedAt);
  const words = entry.first.trim() || entry.last.trim();
  return (
    <li class="moment-of" data-testid="timeline-entry" aria-current={current ? 'true' : undefined}>
      <StatusIcon status={entry.status} />
      <div class="moment-main">
        <p class="moment-head">
          <time dateTime={entry.openedAt} title={fullTime(language, opened)}>
            {date(language, opened)}
          </time>
          <span class="muted">
            <Channel kind={entry.channel} />, {entry.department.name}
          </span>
        </p>
        <p class="moment-words" dir="auto">
          {words === '' ? (
            <span class="muted">{t(`status.${entry.status}`)}</span>
          ) : entry.opens && !current ? (
            <To to={conversationAddress(entry.id)}>{words}</To>
          ) : (
            words
          )}
        </p>
        <p class="muted moment-foot">
          <bdi>{entry.contact.name ?? t('contact.unnamed')}</bdi> <Unproven of={entry.contact} />
          {entry.served.length === 0 ? null : (
            <>
              {' → '}
              <bdi>{entry.served.map(({ name }) => name).join(', ')}</bdi>
            </>
          )}
          {' · '}
          {entry.opens ? t('client.history.messages', { count: entry.messages }) : t('client.history.hidden')}
        </p>
      </div>
    </li>
  );
}
