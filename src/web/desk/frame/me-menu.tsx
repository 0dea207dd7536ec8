import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { languages } from '../../../domain/language.ts';
import type { Availability } from '../../../domain/specialist.ts';
import type { Problem } from '../api.ts';
import { Icon } from '../kit/icon.tsx';
import { Popover } from '../kit/popover.tsx';
import { wordsFor } from '../kit/problem.ts';
import { clock } from '../kit/time.ts';
import { usePage } from './page.ts';

const breaks = [15, 30, 60] as const;
const minuteMs = 60_000;

/** Whether I take conversations, in every page's header; behind it what else concerns only me. */
export function MeMenu(): JSX.Element | null {
  const { state, t, language } = usePage();
  if (state.session.type !== 'ready') return null;
  const presence = state.presence?.presence ?? 'available';
  const until = presence === 'away' ? (state.presence?.awayUntil ?? null) : null;
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
  const { state, t, desk, dispatch, now } = usePage();
  const [problem, setProblem] = useState<Problem | null>(null);
  const me = state.session.type === 'ready' ? state.session.me.specialist : null;
  const presence = state.presence?.presence ?? 'available';
  const said = state.presence?.availability ?? 'available';
  const choose = async (availability: Availability, minutes: number | null): Promise<void> => {
    const awayUntil = minutes === null ? null : new Date(now().getTime() + minutes * minuteMs).toISOString();
    const refused = await desk.setAvailability({ availability, awayUntil });
    setProblem(refused);
    if (refused === null) close();
  };
  const dialog = (which: 'pin' | 'switch' | 'keys') => () => {
    close();
    dispatch({ type: 'dialog', dialog: which });
  };
  return (
    <>
      <div class="me-header">
        <strong dir="auto">{me?.name}</strong>
        <span class="muted ellipsis">{me?.email}</span>
        <p class="me-means">{t(`presence.${presence}.means`)}</p>
      </div>
      <div class="menu" role="group" aria-label={t('me.now')}>
        <Choice
          kind="available"
          chosen={said === 'available'}
          choose={() => choose('available', null)}
          label={t('presence.available.do')}
        />
        {breaks.map((minutes) => (
          <Choice
            key={minutes}
            kind="away"
            chosen={false}
            choose={() => choose('away', minutes)}
            label={t('presence.away.do', { minutes })}
          />
        ))}
        <Choice kind="off" chosen={said === 'off'} choose={() => choose('off', null)} label={t('presence.off.do')} />
      </div>
      <div role="alert">
        {problem === null ? null : <p class="trouble menu-trouble">{t('presence.failed', { reason: wordsFor(t, problem) })}</p>}
      </div>
      <div class="menu">
        <button type="button" class="menu-item" onClick={dialog('switch')} data-testid="me-switch">
          {t('me.switch')}
        </button>
        <button type="button" class="menu-item" onClick={dialog('pin')} data-testid="me-pin">
          {t('me.pin')}
        </button>
        <button type="button" class="menu-item" onClick={() => void desk.leave('lock')} data-testid="me-lock">
          {t('me.lock')}
        </button>
        <button type="button" class="menu-item" onClick={() => void desk.leave('signOut')} data-testid="me-sign-out">
          {t('me.sign-out')}
        </button>
      </div>
      <div class="me-footer">
        <LanguageSwitch />
        <button type="button" class="link-button" onClick={dialog('keys')}>
          {t('app.menu.keys')}
        </button>
      </div>
    </>
  );
}

interface ChoiceProps {
  readonly kind: Availability;
  readonly label: string;
  readonly chosen: boolean;
  readonly choose: () => Promise<void>;
}

function Choice({ kind, label, chosen, choose }: ChoiceProps): JSX.Element {
  return (
    <button type="button" class="menu-item" aria-pressed={chosen} data-testid={`be-${kind}`} onClick={() => void choose()}>
      <span class={`dot dot-${kind}`} aria-hidden="true" />
      <span class="menu-words">{label}</span>
      {chosen ? <Icon name="check" /> : null}
    </button>
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
