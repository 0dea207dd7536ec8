import type { JSX } from 'preact';
import type { ConversationCard } from '../../../http/desk/conversations/card-contract.ts';
import type { ConversationRow } from '../../../http/desk/conversations/conversation-list.ts';
import { usePage } from '../frame/page.ts';
import { Channel, SizeChip, Unproven } from '../kit/chips.tsx';
import { Icon } from '../kit/icon.tsx';
import { StatusIcon } from '../kit/status-icon.tsx';
import { Actions } from './actions.tsx';
import { Waits } from './waits.tsx';

/** Shows who this is and how the matter stands: from the list's row at once, then from the card. */
export function ThreadHeader({ id, card }: { readonly id: string; readonly card: ConversationCard | null }): JSX.Element {
  const { state, t, desk } = usePage();
  const row: ConversationRow | undefined = card ?? state.list.rows.find((each) => each.id === id);
  return (
    <header class="thread-header">
      <button
        type="button"
        class="icon-button narrow-only"
        aria-label={t('thread.back')}
        data-testid="back"
        onClick={() => desk.go({ conversation: null, panel: null })}
      >
        <Icon name="back" />
      </button>
      <div class="thread-names">
        <h1 tabIndex={-1} class="ellipsis" dir="auto" title={row?.title}>
          {row === undefined ? <span class="bone bone-title" /> : row.title.trim() || t('card.stranger')}
        </h1>
        {row === undefined ? <span class="bone bone-meta" /> : <StatusLine row={row} />}
      </div>
      {card === null ? null : <Actions card={card} />}
      <button
        type="button"
        class="icon-button card-only"
        aria-label={t('thread.details')}
        title={t('thread.details')}
        data-testid="details"
        aria-expanded={state.address.panel === 'card'}
        onClick={() => desk.go({ panel: state.address.panel === 'card' ? null : 'card' })}
      >
        <Icon name="card" />
      </button>
    </header>
  );
}

function StatusLine({ row }: { readonly row: ConversationRow }): JSX.Element {
  const { t } = usePage();
  return (
    <p class="standing" data-testid="standing" data-status={row.status}>
      <StatusIcon status={row.status} />
      <span>{t(`status.${row.status}`)}</span>
      {row.waitingSince === null ? null : <Waits since={row.waitingSince} due={row.dueAt} />}
      <Unproven of={row} />
      <SizeChip size={row.client?.size ?? null} />
      <span class="muted ellipsis">
        <Channel kind={row.channel} /> · {row.department.name}: <bdi>{row.specialist?.name ?? t('row.nobody')}</bdi>
      </span>
    </p>
  );
}
