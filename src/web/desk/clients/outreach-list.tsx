import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { OutreachRecord, OutreachList as Records } from '../../../http/desk/clients/outreach.ts';
import { usePage } from '../frame/page.ts';
import { date } from '../kit/time.ts';
import { conversationAddress, To } from '../kit/to-conversation.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { useAttempt } from '../kit/use-attempt.ts';
import type { Read } from '../kit/use-read.ts';
import { nameOf } from './outreach-draft.ts';

/** How many are shown in the dialog. */
const most = 20;

interface ListProps {
  readonly read: Read<Records>;
  readonly of: 'mine' | 'all';
  readonly show: (of: 'mine' | 'all') => void;
  readonly right: (record: OutreachRecord) => void;
}

/** Lists what was written down, the newest first, with what came of each: one's own, made or to close; a head sees everybody's. */
export function OutreachList({ read, of, show, right }: ListProps): JSX.Element | null {
  const { t, api, newKey } = usePage();
  const { trouble, attempt } = useAttempt();
  const [asked, setAsked] = useState<string | null>(null);
  const { records = [], seesAll = false } = read.value ?? {};
  if (records.length === 0 && !seesAll) return null;
  const withdraw = (id: string): Promise<void> =>
    attempt(async () => {
      const answer = await api('POST /outreach/:id/withdraw', { params: { id }, body: { key: newKey() } });
      setAsked(null);
      if (answer.ok) read.again();
      return answer;
    });
  return (
    <section class="outreach" aria-label={t(of === 'all' ? 'outreach.all' : 'outreach.mine')}>
      <header class="fact-head">
        <h3 class="form-label">{t(of === 'all' ? 'outreach.all' : 'outreach.mine')}</h3>
        {seesAll ? (
          <button
            type="button"
            class="link-button spread-end"
            data-testid="outreach-of"
            onClick={() => show(of === 'all' ? 'mine' : 'all')}
          >
            {t(of === 'all' ? 'outreach.mine' : 'outreach.everybody')}
          </button>
        ) : null}
      </header>
      <Trouble problem={trouble} />
      {records.length === 0 ? <p class="muted">{t('outreach.none')}</p> : null}
      <ul class="facts" data-testid="outreach-list">
        {records.slice(0, most).map((each) => (
          <Line key={each.id} record={each}>
            <Deeds
              isAsked={asked === each.id}
              right={() => right(each)}
              ask={(isAsked) => setAsked(isAsked ? each.id : null)}
              withdraw={() => void withdraw(each.id)}
            />
          </Line>
        ))}
      </ul>
    </section>
  );
}

interface DeedsProps {
  /** whether it is really to be taken back */
  readonly isAsked: boolean;
  readonly ask: (isAsked: boolean) => void;
  readonly right: () => void;
  readonly withdraw: () => void;
}

/** Puts one right or takes it back, which is asked about first. */
function Deeds({ isAsked, ask, right, withdraw }: DeedsProps): JSX.Element {
  const { t } = usePage();
  if (isAsked) {
    return (
      <p class="fact-buttons" role="status">
        <span>{t('outreach.withdraw.sure')}</span>
        <button type="button" class="link-button danger-quiet" data-testid="outreach-withdraw-sure" onClick={withdraw}>
          {t('outreach.withdraw')}
        </button>
        <button type="button" class="link-button" onClick={() => ask(false)}>
          {t('outreach.withdraw.keep')}
        </button>
      </p>
    );
  }
  return (
    <p class="fact-buttons">
      <button type="button" class="link-button" data-testid="outreach-right" onClick={right}>
        {t('outreach.right')}
      </button>
      <button type="button" class="link-button" data-testid="outreach-withdraw" onClick={() => ask(true)}>
        {t('outreach.withdraw')}
      </button>
    </p>
  );
}

/** Shows one, and what can be done about it while somebody may still come by it. */
function Line({ record, children }: { readonly record: OutreachRecord; readonly children: JSX.Element }): JSX.Element {
  const { t, language } = usePage();
  const { by, closer, conversation, state, note } = record;
  const words = t(`outreach.state.${state}`);
  const who = closer.id === by.id ? by.name : t('outreach.by', { by: by.name, closer: closer.name });
  return (
    <li data-testid="outreach-line">
      <span class="fact-head">
        <strong dir="auto">{nameOf(record) || t('contact.unnamed')}</strong>
        <span class="chip">{conversation === null ? words : <To to={conversationAddress(conversation)}>{words}</To>}</span>
        <time class="muted" dateTime={record.at}>
          {date(language, new Date(record.at))}
        </time>
      </span>
      <span class="muted">
        {t(`facts.means.${record.means}`)} · <bdi>{who}</bdi>
        {state === 'waits' ? ` · ${t('outreach.until', { date: date(language, new Date(record.until)) })}` : ''}
      </span>
      {note === null ? null : (
        <span class="muted" dir="auto">
          {note}
        </span>
      )}
      {state === 'waits' || state === 'came' ? children : null}
    </li>
  );
}
