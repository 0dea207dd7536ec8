import type { JSX } from 'preact';
import type { ConversationCard } from '../../../http/desk/conversations/card-contract.ts';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';

/** Offers what may be done with the conversation now; the server decides what is allowed and checks it again. */
export function Actions({ card }: { readonly card: ConversationCard }): JSX.Element {
  const { state, t, desk } = usePage();
  const busy = state.doing !== null;
  return (
    <div class="actions" role="group" aria-label={t('action.label')}>
      {card.may.take ? (
        <button
          type="button"
          class="button primary"
          data-testid="take"
          disabled={busy}
          aria-keyshortcuts="t"
          onClick={() => void desk.take()}
        >
          {t('action.take')}
        </button>
      ) : null}
      <button
        type="button"
        class="button"
        data-testid="transfer"
        disabled={busy || !card.may.transfer}
        aria-keyshortcuts="x"
        onClick={desk.openTransfer}
      >
        <Icon name="transfer" />
        {t('action.transfer')}
      </button>
      <button
        type="button"
        class="button"
        data-testid="resolve"
        disabled={busy || !card.may.resolve}
        aria-keyshortcuts="e"
        onClick={() => void desk.resolve()}
      >
        <Icon name="check" />
        {t('action.resolve')}
      </button>
    </div>
  );
}
