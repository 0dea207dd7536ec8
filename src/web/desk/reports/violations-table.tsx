import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Violation } from '../../../http/desk/reports/violations.ts';
import { startAddress } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { useNow } from '../kit/now.ts';
import { wordsFor } from '../kit/problem.ts';
import { clock, fullTime, stamp } from '../kit/time.ts';
import { To } from '../kit/to-conversation.tsx';
import { Trouble } from '../kit/trouble.tsx';

export interface TableProps {
  readonly violations: readonly Violation[];
  readonly changed: () => void;
}

/** Late answers as a table; on a phone every row becomes a card. */
export function ViolationsTable({ violations, changed }: TableProps): JSX.Element {
  const { t } = usePage();
  return (
    <table class="table table-said violations" data-testid="violations-table">
      <thead>
        <tr>
          {(['when', 'who', 'client', 'what', 'words'] as const).map((each) => (
            <th key={each} scope="col">
              <span class="column-title">{t(`violations.column.${each}`)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {violations.map((each) => (
          <Row key={each.id} violation={each} changed={changed} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ violation, changed }: { readonly violation: Violation; readonly changed: () => void }): JSX.Element {
  const { t, language } = usePage();
  const now = useNow(60_000);
  const at = new Date(violation.at);
  const day = stamp(t, language, at, now);
  const time = clock(language, at);
  return (
    <tr data-testid="violation" data-excused={violation.excuse !== null} class={violation.excuse === null ? '' : 'excused'}>
      <td class="column-when">
        <time dateTime={violation.at} title={fullTime(language, at)}>
          {day === time ? time : `${day}, ${time}`}
        </time>
      </td>
      <th scope="row" class="column-who">
        <span dir="auto">{violation.person.name}</span>
        <span class="muted block">{violation.department.name}</span>
      </th>
      <td class="column-client">
        <To
          to={{ ...startAddress, view: 'all', status: 'any', conversation: violation.conversation }}
          class="plain-link"
          name="violation-conversation"
        >
          {violation.title}
        </To>
      </td>
      <td class="column-what">
        {t(`violations.kind.${violation.kind}`)}
        <span class="muted block">
          {t('violations.late', { minutes: violation.lateMinutes })}
          {violation.open ? `, ${t('violations.open')}` : ''}
        </span>
      </td>
      <td class="column-words">
        <Words violation={violation} changed={changed} />
      </td>
    </tr>
  );
}

/** What its person says, what their head says; and the place to say it. */
function Words({ violation, changed }: { readonly violation: Violation; readonly changed: () => void }): JSX.Element {
  const { t } = usePage();
  const [saying, setSaying] = useState<'reply' | 'excuse' | null>(null);
  const { reply, excuse, may } = violation;
  const close = (): void => setSaying(null);
  return (
    <>
      {reply === null ? null : <p dir="auto">{reply.text}</p>}
      {excuse === null ? null : (
        <p class="good" dir="auto">
          {t('violations.excused.by', { name: excuse.by.name, text: excuse.text })}
        </p>
      )}
      {saying === null ? (
        <span class="violation-actions">
          {may.reply ? (
            <button type="button" class="link-button" data-testid="violation-reply" onClick={() => setSaying('reply')}>
              {t('violations.reply')}
            </button>
          ) : null}
          {may.excuse ? (
            <button type="button" class="link-button" data-testid="violation-excuse" onClick={() => setSaying('excuse')}>
              {t('violations.excuse')}
            </button>
          ) : null}
        </span>
      ) : (
        <Saying
          violation={violation}
          doing={saying}
          close={close}
          done={() => {
            close();
            changed();
          }}
        />
      )}
    </>
  );
}

interface SayingProps {
  readonly violation: Violation;
  readonly doing: 'reply' | 'excuse';
  readonly close: () => void;
  readonly done: () => void;
}

function Saying({ violation, doing, close, done }: SayingProps): JSX.Element {
  const { t, api, desk } = usePage();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    const call = doing === 'reply' ? api.replyToViolation : api.excuseViolation;
    const answer = desk.noteAnswer(await call(violation.id, text.trim()));
    if (answer.ok) done();
    else setProblem(wordsFor(t, answer.problem));
  };
  return (
    <form
      class="violation-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') void save();
      }}
    >
      <input
        class="input"
        dir="auto"
        maxLength={1000}
        aria-label={t(`violations.${doing}.label`)}
        placeholder={t(`violations.${doing}.label`)}
        value={text}
        data-testid="violation-words"
        ref={(field) => field?.focus()}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close();
        }}
      />
      <button type="submit" class="button primary" data-testid="violation-save" disabled={text.trim() === ''}>
        {t('violations.save')}
      </button>
      <button type="button" class="button quiet" onClick={close}>
        {t('action.cancel')}
      </button>
      <Trouble problem={problem} />
    </form>
  );
}
