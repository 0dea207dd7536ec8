import type { JSX, TargetedKeyboardEvent } from 'preact';
import type { ConversationCard } from '../../../http/desk/conversations/card-contract.ts';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';
import type { Translate } from '../kit/words.ts';
import type { Mode } from './drafts.ts';
import { Editor } from './editor.tsx';

const modes: readonly Mode[] = ['reply', 'note'];

export function Composer({ id, card }: { readonly id: string; readonly card: ConversationCard | null }): JSX.Element {
  const { state, t, dispatch } = usePage();
  const { mode } = state.composer;
  // drafts are their writer's: once it is known who sits here, the editor begins with theirs
  const me = state.session.type === 'ready' ? state.session.me.specialist.id : '';
  const choose = (chosen: Mode): void => dispatch({ type: 'compose', mode: chosen });
  const arrows = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    choose(mode === 'reply' ? 'note' : 'reply');
  };
  const allowed = card === null || card.may[mode];
  return (
    <section class={`composer mode-${mode}`} aria-label={t('composer.label')} data-testid="composer" data-mode={mode}>
      <div class="tabs" role="tablist" aria-label={t('composer.label')} onKeyDown={arrows}>
        {modes.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`tab-${each}`}
            aria-selected={each === mode}
            aria-controls="composer-panel"
            aria-keyshortcuts={each === 'reply' ? 'r' : 'n'}
            tabIndex={each === mode ? 0 : -1}
            data-testid={`mode-${each}`}
            onClick={() => choose(each)}
          >
            {each === 'note' ? <Icon name="lock" /> : null}
            {t(`composer.${each}`)}
          </button>
        ))}
      </div>
      <div id="composer-panel" role="tabpanel" aria-labelledby={`tab-${mode}`}>
        {allowed || card === null ? null : <Obstacle card={card} mode={mode} />}
        <Editor key={`${id} ${mode} ${me}`} id={id} mode={mode} allowed={card !== null && allowed} />
      </div>
    </section>
  );
}

/** Says why one may not write here, and what to do about it. What was typed before stays in the editor. */
function Obstacle({ card, mode }: { readonly card: ConversationCard; readonly mode: Mode }): JSX.Element {
  const { t, desk, state } = usePage();
  return (
    <p class="obstacle" data-testid="obstacle">
      <span>{obstacleWords(t, card, mode)}</span>
      {mode === 'reply' && card.may.take ? (
        <button type="button" class="link-button" disabled={state.doing !== null} onClick={() => void desk.take()}>
          {t('action.take')}
        </button>
      ) : null}
    </p>
  );
}

function obstacleWords(t: Translate, card: ConversationCard, mode: Mode): string {
  if (mode === 'note') return t('composer.no-note');
  if (card.may.take) return t('composer.take-first');
  if (card.status === 'closed' || card.status === 'resolved') return t('composer.over');
  return card.specialist === null ? t('composer.not-yet') : t('composer.in-charge', { name: card.specialist.name });
}
