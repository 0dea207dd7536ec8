import type { JSX } from 'preact';
import { followed } from '../kit/followed.ts';
import { Icon } from '../kit/icon.tsx';
import { Popover } from '../kit/popover.tsx';
import { type Address, startAddress, writeAddress } from './address.ts';
import { usePage } from './page.ts';
import { type Stop, stopOf, stopsFor } from './places.ts';

/** So many stops have room on a phone; those behind them stand in a menu there. */
const onPhone = 4;

/** Leads to what people do here: a narrow rail at the side, on a phone a bar below. */
export function Rail(): JSX.Element {
  const { state, t } = usePage();
  const stops = stopsFor(state.session.type === 'ready' ? state.session.me.reach : null);
  const here = stopOf(stops, state.address.page);
  const behind = stops.slice(onPhone);
  return (
    <nav class="rail" aria-label={t('nav.label')}>
      {stops.map((stop, n) => (
        <StopLink key={stop.name} stop={stop} isHere={stop === here} look={`rail-stop${n < onPhone ? '' : ' rail-wide'}`} />
      ))}
      {behind.length === 0 ? null : (
        <Popover
          name="nav-more"
          label={t('nav.more')}
          faceClass={`rail-stop${here !== undefined && behind.includes(here) ? ' rail-here' : ''}`}
          face={
            <>
              <span class="rail-sign">
                <Icon name="more" />
              </span>
              <span class="rail-name">{t('nav.more')}</span>
            </>
          }
        >
          {(close) => (
            <div class="menu">
              {behind.map((stop) => (
                <StopLink key={stop.name} stop={stop} isHere={stop === here} look="menu-item" done={close} />
              ))}
            </div>
          )}
        </Popover>
      )}
    </nav>
  );
}

interface StopLinkProps {
  readonly stop: Stop;
  readonly isHere: boolean;
  readonly look: string;
  /** in the menu, which closes */
  readonly done?: () => void;
}

function StopLink({ stop, isHere, look, done }: StopLinkProps): JSX.Element {
  const { state, t, desk } = usePage();
  const [first] = stop.tabs;
  const address: Address = {
    ...(stop.name === 'desk' ? state.address : startAddress),
    page: first?.page ?? 'desk',
    query: first?.query ?? {},
  };
  const hook = done === undefined ? `nav-${stop.name}` : `more-${stop.name}`;
  return (
    <a
      class={look}
      href={writeAddress(address)}
      aria-current={isHere ? 'page' : undefined}
      aria-keyshortcuts={stop.keys}
      data-testid={hook}
      onClick={followed(() => {
        done?.();
        desk.go(address);
      })}
    >
      <span class="rail-sign">
        <Icon name={stop.icon} />
        <Badge stop={stop.name} />
      </span>
      <span class="rail-name">{t(`nav.${stop.name}`)}</span>
    </a>
  );
}

/** Shows how many wait for me there. Nothing is shown for none. */
function Badge({ stop }: { readonly stop: Stop['name'] }): JSX.Element | null {
  const { state, t } = usePage();
  const { waiting, tasks = 0, violations = 0 } = state.list.counts;
  const count = stop === 'desk' ? waiting : stop === 'tasks' ? tasks : stop === 'reports' ? violations : 0;
  if (count === 0) return null;
  const words =
    stop === 'desk' ? t('view.mine.count', { waiting: count }) : t(stop === 'tasks' ? 'nav.tasks.count' : 'violations.mine', { count });
  return (
    <span class={`badge badge-${stop}`} title={words}>
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span class="visually-hidden">{words}</span>
    </span>
  );
}
