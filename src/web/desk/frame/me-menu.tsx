import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { languages } from '../../../domain/language.ts';
import type { Availability } from '../../../domain/specialist.ts';
import { clock } from '../../kit/calendar.ts';
import type { Problem } from '../api.ts';
import { Icon } from '../kit/icon.tsx';
import { useNow } from '../kit/now.ts';
import { Popover } from '../kit/popover.tsx';
import { wordsFor } from '../kit/problem.ts';
import { usePage } from './page.ts';
import { presenceNow, untilOf } from './presence-now.ts';

const breaks = [15, 30, 60] as const;
const minuteMs = 60_000;

/** Shows whether I take conversations, in every page's header; behind it what else concerns only me. */
export function MeMenu(): JSX.Element | null {
  const { state, t, language } = usePage();
  const presence = presenceNow(state.presence, useNow(30_000));
  if (state.session.type !== 'ready') return null;
  const until = untilOf(state.presence, presence);
  const words = `${t(`presence.${presence}`)}${until === null ? '' : ` ${t('me.until', { time: clock(language, new Date(until)) })}`}`;
  const { name } = state.session.me.specialist;
  return (
    <Popover
      name="me"
      label={`${t('me.menu')}: ${name}, ${words}`}
      faceClass="me-face"
      face={
        <>
          <span class={`dot dot-${presence}`} aria-hidden="true" />
          <span class="me-words">{words}</span>
          <Icon name="chevron" />
        </>
      }
    >
      {(close) => <Panel close={close} />}
    </Popover>
  );
}

function Panel({ close }: { readonly close: () => void }): JSX.Element {
  const { state, t } = usePage();
  const me = state.session.type === 'ready' ? state.session.me.specialist : null;
  const presence = presenceNow(state.presence, useNow(30_000));
  return (
    <>
      <div class="me-header">
        <strong dir="auto">{me?.name}</strong>
        <span class="muted ellipsis">{me?.email}</span>
        <p class="me-means">{t(`presence.${presence}.means`)}</p>
      </div>
      <Availabilities close={close} />
      <OnCall isOn={presence === 'on-call'} close={close} />
      <Deeds close={close} />
    </>
  );
}

/** Asks whether I take conversations from now on. */
function Availabilities({ close }: { readonly close: () => void }): JSX.Element {
  const { state, t, desk, now } = usePage();
  const [problem, setProblem] = useState<Problem | null>(null);
  const chosen = state.presence?.availability ?? 'available';
  const choose = async (availability: Availability, minutes: number | null): Promise<void> => {
    const awayUntil = minutes === null ? null : new Date(now().getTime() + minutes * minuteMs).toISOString();
    const refused = await desk.setAvailability({ availability, awayUntil });
    setProblem(refused);
    if (refused === null) close();
  };
  return (
    <>
      <div class="menu" role="group" aria-label={t('me.now')}>
        <AvailabilityItem
          kind="available"
          chosen={chosen === 'available'}
          choose={() => choose('available', null)}
          label={t('presence.available.do')}
        />
        {breaks.map((minutes) => (
          <AvailabilityItem
            key={minutes}
            kind="away"
            chosen={false}
            choose={() => choose('away', minutes)}
            label={t('presence.away.do', { minutes })}
          />
        ))}
        <AvailabilityItem kind="off" chosen={chosen === 'off'} choose={() => choose('off', null)} label={t('presence.off.do')} />
      </div>
      <div role="alert">
        {problem === null ? null : <p class="trouble menu-trouble">{t('presence.failed', { reason: wordsFor(t, problem) })}</p>}
      </div>
    </>
  );
}

/** Says with one tap that I am on a call, that it goes on, or that it is over (R16). */
function OnCall({ isOn, close }: { readonly isOn: boolean; readonly close: () => void }): JSX.Element {
  const { t, desk } = usePage();
  const [problem, setProblem] = useState<Problem | null>(null);
  const say = async (on: boolean): Promise<void> => {
    const refused = await desk.setOnCall(on);
    setProblem(refused);
    if (refused === null) close();
  };
  const item = (name: 'start' | 'more' | 'end', on: boolean): JSX.Element => (
    <button type="button" class="menu-item" data-testid={`call-${name}`} onClick={() => void say(on)}>
      <span class="dot dot-on-call" aria-hidden="true" />
      <span class="menu-words">{t(`call.${name}`)}</span>
    </button>
  );
  return (
    <div class="menu">
      {isOn ? item('more', true) : item('start', true)}
      {isOn ? item('end', false) : null}
      <div role="alert">
        {problem === null ? null : <p class="trouble menu-trouble">{t('presence.failed', { reason: wordsFor(t, problem) })}</p>}
      </div>
    </div>
  );
}

interface AvailabilityItemProps {
  readonly kind: Availability;
  readonly label: string;
  readonly chosen: boolean;
  readonly choose: () => Promise<void>;
}

function AvailabilityItem({ kind, label, chosen, choose }: AvailabilityItemProps): JSX.Element {
  return (
    <button type="button" class="menu-item" aria-pressed={chosen} data-testid={`be-${kind}`} onClick={() => void choose()}>
      <span class={`dot dot-${kind}`} aria-hidden="true" />
      <span class="menu-words">{label}</span>
      {chosen ? <Icon name="check" /> : null}
    </button>
  );
}

/** Changes who is at this browser and in which language, and shows its keys. */
function Deeds({ close }: { readonly close: () => void }): JSX.Element {
  const { t, desk, dispatch, state } = usePage();
  const leads = state.session.type === 'ready' && state.session.me.reach['report.see'] !== 'own';
  const open = (dialog: 'pin' | 'sessions' | 'summaries' | 'switch' | 'keys') => (): void => {
    close();
    dispatch({ type: 'dialog', dialog });
  };
  const item = (name: 'switch' | 'pin' | 'sessions' | 'summaries' | 'lock' | 'sign-out', act: () => void): JSX.Element => (
    <button type="button" class="menu-item" onClick={act} data-testid={`me-${name}`}>
      {t(`me.${name}`)}
    </button>
  );
  return (
    <>
      <div class="menu">
        {item('switch', open('switch'))}
        {item('pin', open('pin'))}
        {item('sessions', open('sessions'))}
        {leads ? item('summaries', open('summaries')) : null}
        {item('lock', () => void desk.leave('lock'))}
        {item('sign-out', () => void desk.leave('signOut'))}
      </div>
      <div class="me-footer">
        <LanguageSwitch />
        <button type="button" class="link-button" onClick={open('keys')}>
          {t('app.menu.keys')}
        </button>
      </div>
    </>
  );
}

function LanguageSwitch(): JSX.Element {
  const { t, language, setLanguage } = usePage();
  return (
    <div class="segments" role="group" aria-label={t('app.menu.language')}>
      {languages.map((each) => (
        <button key={each} type="button" lang={each} aria-pressed={each === language} onClick={() => setLanguage(each)}>
          {each.toUpperCase()}
        </button>
      ))}
    </div>
  );
}
