import type { JSX } from 'preact';
import type { ConversationRow as Row } from '../../../http/desk/conversations/conversation-list.ts';
import { writeAddress } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { Channel, SizeChip, Unproven } from '../kit/chips.tsx';
import { followed } from '../kit/followed.ts';
import { useNow } from '../kit/now.ts';
import { StatusIcon } from '../kit/status-icon.tsx';
import { fullTime, stamp } from '../kit/time.ts';
import { Waits } from './waits.tsx';

export function ConversationRow({ row }: { readonly row: Row }): JSX.Element {
  const { state, t, desk } = usePage();
  const address = { ...state.address, conversation: row.id, panel: null };
  const current = state.address.conversation === row.id;
  return (
    <li>
      <a
        class="row"
        href={writeAddress(address)}
        aria-current={current ? 'true' : undefined}
        data-testid="row"
        data-conversation={row.id}
        data-status={row.status}
        onClick={followed(() => desk.go(address))}
      >
        <span class="row-top">
          <StatusIcon status={row.status} />
          <span class="row-title ellipsis" dir="auto">
            {row.title.trim() || t('card.stranger')}
          </span>
          <Unproven of={row} />
          <SizeChip size={row.client?.size ?? null} />
          {row.waitingSince === null ? <Stamp at={row.lastMessageAt} /> : <Waits since={row.waitingSince} due={row.dueAt} />}
        </span>
        <span class="row-preview ellipsis" dir="auto">
          {row.preview || '\u00a0'}
        </span>
        <span class="row-meta ellipsis">
          {t(`status.${row.status}`)}
          <i aria-hidden="true">·</i>
          <Channel kind={row.channel} />
          <i aria-hidden="true">·</i>
          <Person row={row} />
          {row.standsInFor === null ? null : (
            <>
              <i aria-hidden="true">·</i>
              <bdi>{t('row.stands-in', { name: row.standsInFor.name })}</bdi>
            </>
          )}
        </span>
      </a>
    </li>
  );
}

/** Shows who is in charge; while nobody is, whose queue it stands in. */
function Person({ row }: { readonly row: Row }): JSX.Element {
  const { state, t } = usePage();
  const mine = state.session.type === 'ready' && row.specialist?.id === state.session.me.specialist.id;
  return <bdi>{mine ? t('row.you') : (row.specialist?.name ?? row.department.name)}</bdi>;
}

function Stamp({ at }: { readonly at: string }): JSX.Element {
  const { t, language } = usePage();
  const now = useNow(60_000);
  const date = new Date(at);
  return (
    <time class="row-time" dateTime={at} title={fullTime(language, date)}>
      {stamp(t, language, date, now)}
    </time>
  );
}
