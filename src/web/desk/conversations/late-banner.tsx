import type { JSX } from 'preact';
import { startAddress } from '../frame/address.ts';
import { Banner } from '../frame/banner.tsx';
import { usePage } from '../frame/page.ts';

/** Shows quietly that an answer of one's own came late, until one has explained it (R16). */
export function LateBanner(): JSX.Element {
  const { state, t } = usePage();
  const { violations = 0 } = state.list.counts;
  const me = state.session.type === 'ready' ? state.session.me.specialist.id : '';
  return (
    <div role="status">
      {violations === 0 ? null : (
        <Banner
          name="late-banner"
          icon="clock"
          words={t('violations.mine', { count: violations })}
          to={{ ...startAddress, page: 'violations', query: { specialist: me } }}
          go={t('violations.mine.go')}
        />
      )}
    </div>
  );
}
