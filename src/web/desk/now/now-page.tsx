import type { JSX } from 'preact';
import type { Now } from '../../../http/desk/now/live-contract.ts';
import { isOnWall } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { useNarrowing } from '../kit/filters.tsx';
import { Icon } from '../kit/icon.tsx';
import { To } from '../kit/to-conversation.tsx';
import { Behind, isList } from './behind.tsx';
import { Channels } from './channels.tsx';
import { Morning } from './morning.tsx';
import { Numbers } from './numbers.tsx';
import { Colleagues, People } from './people.tsx';
import { QueueReasons } from './queue.tsx';
import { useMorning, useNowRead } from './use-now-read.ts';
import { WaitingList } from './waiting-list.tsx';
import { Wall } from './wall.tsx';

/** Shows what goes on at this moment, and what is asked each morning; on a screen on the wall the former alone, large. */
export function NowPage(): JSX.Element {
  const { state } = usePage();
  return isOnWall(state.address) ? <Wall /> : <AtDesk />;
}

function AtDesk(): JSX.Element {
  const { t } = usePage();
  const { query, narrow } = useNarrowing();
  const read = useNowRead();
  const of = query['of'];
  return (
    <PageFrame
      name="now"
      title={t('now.title')}
      actions={
        <To to={{ page: 'now', query: { screen: 'wall' } }} class="button" name="now-wall">
          <Icon name="window" />
          <span class="button-words" title={t('now.wall.means')}>
            {t('now.wall')}
          </span>
        </To>
      }
    >
      <Loaded read={read}>{(now) => <Live now={now} />}</Loaded>
      <MorningSection />
      {of === undefined || !isList(of) ? null : <Behind key={of} of={of} close={() => narrow({ of: '' })} />}
    </PageFrame>
  );
}

function Live({ now }: { readonly now: Now }): JSX.Element {
  const { t } = usePage();
  const { of, deadlines, queue, departments, people, channels } = now;
  return (
    <>
      <Numbers now={now} />
      <div class="now-halves">
        <section class="now-section">
          <h2>{t('now.deadlines')}</h2>
          {deadlines.length === 0 ? (
            <p class="muted">{t('now.deadlines.none')}</p>
          ) : (
            <WaitingList name="now-deadline-rows" rows={deadlines} counts="due" />
          )}
        </section>
        {of === 'person' ? (
          <section class="now-section">
            <h2>{t('now.colleagues')}</h2>
            <Colleagues people={people} />
          </section>
        ) : (
          <section class="now-section">
            <h2>{t('now.queue')}</h2>
            <QueueReasons departments={departments} />
            {queue.length === 0 ? (
              <p class="muted">{t('now.queue.none')}</p>
            ) : (
              <WaitingList name="now-queue-rows" rows={queue} counts="wait" />
            )}
          </section>
        )}
      </div>
      <section class="now-section">
        <h2>{t('now.people')}</h2>
        <People people={people} />
      </section>
      <section class="now-section">
        <h2>{t('now.channels')}</h2>
        <Channels channels={channels} />
      </section>
    </>
  );
}

function MorningSection(): JSX.Element {
  const { t } = usePage();
  const read = useMorning();
  return (
    <section class="now-section">
      <h2>{t('morning.title')}</h2>
      <Loaded read={read}>
        {(morning) => (
          <>
            <Morning morning={morning} />
            <p class="muted morning-zone">{t('morning.zone', { zone: morning.timeZone })}</p>
          </>
        )}
      </Loaded>
    </section>
  );
}
