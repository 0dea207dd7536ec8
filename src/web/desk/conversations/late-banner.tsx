import type { JSX } from 'preact';
import { startAddress } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';
import { To } from '../kit/to-conversation.tsx';

/** Shows quietly that an answer of one's own came late, until one has explained it (R16). */
export function LateBanner(): JSX.Element {
  const { state, t } = usePage();
  const { violations = 0 } = state.list.counts;
  const me = state.session.type === 'ready' ? state.session.me.specialist.id : '';
  return (
    <div role="status">
      {violations === 0 ? null : (
        <p class="late-banner" data-testid="late-banner">
          <Icon name="clock" />
          <span>{t('violations.mine', { count: violations })}</span>
          <To to={{ ...startAddress, page: 'violations', query: { person: me } }} class="link-button" name="late-banner-go">
            {t('violations.mine.go')}
          </To>
        </p>
      )}
    </div>
  );
}
