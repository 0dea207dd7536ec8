import type { JSX } from 'preact';
import type { Now } from '../../../http/desk/now/live-contract.ts';
import type { DeskTextKey } from '../../../texts/desk.ts';
import { usePage } from '../frame/page.ts';
import { useNarrowing } from '../kit/filters.tsx';
import { useNow } from '../kit/now.ts';
import { stamp } from '../kit/time.ts';

/** Says of each channel whether it works, and what has not got through it. */
export function Channels({ channels }: Pick<Now, 'channels'>): JSX.Element {
  const { t, language } = usePage();
  const now = useNow(60_000);
  return (
    <ul class="now-channels" data-testid="now-channels">
      {channels.map(({ channel, downSince, waiting, failed }) => (
        <li key={channel} class={downSince === null ? 'channel-up' : 'channel-down'} data-testid={`channel-${channel}`}>
          <strong>{t(`channel.${channel}` as DeskTextKey)}</strong>{' '}
          <span>
            {downSince === null ? t('now.channel.up') : t('now.channel.down', { time: stamp(t, language, new Date(downSince), now) })}
          </span>
          {waiting > 0 ? <Unsent>{t('now.channel.waiting', { count: waiting })}</Unsent> : null}
          {failed > 0 ? <Unsent>{t('now.channel.failed', { count: failed })}</Unsent> : null}
        </li>
      ))}
    </ul>
  );
}

function Unsent({ children }: { readonly children: string }): JSX.Element {
  const { narrow } = useNarrowing();
  return (
    <>
      {' · '}
      <button type="button" class="link-button" onClick={() => narrow({ of: 'unsent' })}>
        {children}
      </button>
    </>
  );
}
