import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Now } from '../../../http/desk/now/live-contract.ts';
import { clock } from '../../kit/calendar.ts';
import { usePage } from '../frame/page.ts';
import { Loaded } from '../frame/page-frame.tsx';
import { useNow } from '../kit/now.ts';
import { date } from '../kit/time.ts';
import { To } from '../kit/to-conversation.tsx';
import { useRead } from '../kit/use-read.ts';
import { Channels } from './channels.tsx';
import { Countdown, Waited } from './clock.tsx';
import { useNumbers } from './numbers.tsx';
import { PresenceNow } from './people.tsx';
import { Why } from './queue.tsx';
import { useNowRead } from './use-now-read.ts';

/** What is read from four metres: so many rows, and no more. */
const rowsShown = 7;
const peopleShown = 16;

/** Fills a screen on the wall: dark, large, without anything to press but the way out. */
export function Wall(): JSX.Element {
  const { t, desk } = usePage();
  const read = useNowRead();
  const wall = useRef<HTMLElement>(null);
  useEffect(() => {
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && document.fullscreenElement === null) desk.go({ page: 'now', query: {} });
    };
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, [desk]);
  return (
    <main class="wall" id="thread" tabIndex={-1} ref={wall} data-testid="wall" aria-label={t('now.title')}>
      <Loaded read={read}>{(now) => <Board now={now} />}</Loaded>
      <To to={{ page: 'now', query: {} }} class="wall-exit" name="wall-exit">
        {t('now.wall.exit')}
      </To>
    </main>
  );
}

function Board({ now }: { readonly now: Now }): JSX.Element {
  return (
    <>
      <Head now={now} />
      <div class="wall-halves">
        <Deadlines now={now} />
        <Side now={now} />
      </div>
      <Foot now={now} />
    </>
  );
}

function Head({ now }: { readonly now: Now }): JSX.Element {
  const { t, language } = usePage();
  const time = useNow(1000);
  return (
    <header class="wall-head">
      <ul class="wall-numbers">
        {useNumbers(now).map(({ name, n, note, tone }) => (
          <li key={name} class={`now-number-${tone}`} data-testid={`wall-${name}`}>
            <span>{t(`now.n.${name}`)}</span>
            <strong>{n}</strong>
            <span class="wall-note">{note ?? '\u00a0'}</span>
          </li>
        ))}
      </ul>
      <time class="wall-clock" dateTime={time.toISOString()}>
        {clock(language, time)}
      </time>
    </header>
  );
}

function Deadlines({ now }: { readonly now: Now }): JSX.Element {
  const { t } = usePage();
  return (
    <section>
      <h2>{t('now.deadlines')}</h2>
      {now.deadlines.length === 0 ? <p class="wall-none">{t('now.deadlines.none')}</p> : null}
      <ul class="wall-rows" data-testid="wall-deadlines">
        {now.deadlines.slice(0, rowsShown).map((row) => (
          <li key={row.conversation}>
            <span class="wall-row-main">
              <strong dir="auto">{row.title}</strong>
              <span dir="auto">{row.specialist?.name ?? t('now.queue.nobody')}</span>
            </span>
            {row.deadline === null ? null : <Countdown deadline={row.deadline} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The queue where there is one; whoever works, else. */
function Side({ now }: { readonly now: Now }): JSX.Element {
  const { t } = usePage();
  const waiting = now.departments.filter(({ tally }) => tally.queued > 0);
  if (now.queue.length === 0) return <Staff now={now} />;
  return (
    <section>
      <h2>{t('now.queue')}</h2>
      <ul class="wall-rows">
        {now.queue.slice(0, 3).map((row) => (
          <li key={row.conversation}>
            <span class="wall-row-main">
              <strong dir="auto">{row.title}</strong>
              <span dir="auto">{row.department.name}</span>
            </span>
            {row.waitingSince === null ? null : <Waited since={row.waitingSince} />}
          </li>
        ))}
      </ul>
      {waiting.map((each) => (
        <p key={each.key} class="wall-why">
          <strong>{each.name}:</strong> <Why department={each} />
        </p>
      ))}
    </section>
  );
}

function Staff({ now }: { readonly now: Now }): JSX.Element {
  const { t } = usePage();
  const serving = now.people.filter(({ serves }) => serves).slice(0, peopleShown);
  return (
    <section>
      <h2>{t('now.people')}</h2>
      <ul class="wall-people" data-testid="wall-people">
        {serving.map((each) => (
          <li key={`${each.department.key} ${each.id}`} class={each.presence === 'available' ? '' : 'wall-away'}>
            <strong dir="auto">{each.name}</strong>
            {each.presence === 'available' && each.load !== null ? (
              <span>
                {each.load.open} / {each.load.open + each.load.placesLeft}
              </span>
            ) : (
              <PresenceNow person={each} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Channels, and what is wrong with the screen itself: that it hears nothing, that its sign-in ends. */
function Foot({ now }: { readonly now: Now }): JSX.Element {
  const { t, state, language, api } = usePage();
  const sessions = useRead('sessions', null, () => api('GET /me/sessions'));
  const own = sessions.value?.sessions.find(({ here }) => here);
  return (
    <footer class="wall-foot">
      <Channels channels={now.channels} />
      {own === undefined ? null : <span>{t('now.wall.until', { date: date(language, new Date(own.expiresAt)) })}</span>}
      {state.link === 'reconnecting' ? (
        <strong class="wall-stale" role="status">
          {t('now.wall.stale', { time: clock(language, new Date(now.asOf)) })}
        </strong>
      ) : null}
    </footer>
  );
}
