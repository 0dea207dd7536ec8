import type { JSX } from 'preact';
import type { Language } from '../../../domain/language.ts';
import { t } from '../../../texts/widget.ts';
import { clock } from '../../kit/calendar.ts';
import { Formatted } from '../../kit/formatted.tsx';
import type { Chat } from '../chat-interface.ts';
import type { Bubble as BubbleRow } from '../state/rows.ts';
import type { Upload } from '../state/uploads.ts';
import { Avatar } from './avatar.tsx';
import { Extras, ForwardedFrom, Quoted } from './extra.tsx';
import { Files, PendingFiles } from './files.tsx';
import { AnswerIcon, CheckIcon, ClockIcon } from './icons.tsx';

export interface BubbleProps {
  readonly row: BubbleRow;
  readonly language: Language;
  readonly chat: Pick<Chat, 'origin' | 'freshLink' | 'chosen' | 'rate' | 'sayNotMoney' | 'quote'>;
  readonly uploads: readonly Upload[];
  readonly onChoose: (question: string, option: string, label: string) => void;
  readonly onRetry: (id: string) => void;
  readonly onDiscard: (id: string) => void;
}

export function Bubble(props: BubbleProps): JSX.Element {
  const { row, language, chat, uploads } = props;
  const own = row.from === 'client';
  const author = own ? t(language, 'you') : (row.name ?? t(language, 'desk'));
  const classes = ['row', row.from, row.first ? 'first' : '', row.last ? 'last' : '', row.delivery ?? ''].filter(Boolean).join(' ');
  return (
    <div class={classes}>
      {row.first && row.from === 'specialist' ? <div class="author">{author}</div> : <span class="unseen">{author}: </span>}
      {row.extra?.forwarded === undefined ? null : <ForwardedFrom name={row.extra.forwarded.name} language={language} />}
      {row.extra?.quoted === undefined ? null : <Quoted quote={row.extra.quoted} />}
      {own || !row.last ? null : <Avatar name={row.from === 'specialist' ? author : null} />}
      {row.text === '' && row.note === null && (row.extra !== undefined || row.files.length + row.pendingFiles.length > 0) ? null : (
        <Words row={row} language={language} />
      )}
      {row.files.length === 0 ? null : <Files files={row.files} language={language} origin={chat.origin} freshLink={chat.freshLink} />}
      {row.pendingFiles.length === 0 ? null : (
        <PendingFiles files={row.pendingFiles} uploads={uploads} language={language} chosen={chat.chosen} />
      )}
      {row.extra === undefined ? null : <Extras extra={row.extra} language={language} chat={chat} />}
      {row.question === null ? null : <Buttons {...props} question={row.question} />}
      <Meta {...props} />
      <Answer row={row} language={language} quote={chat.quote} />
    </div>
  );
}

/** Says that the next message answers this one. */
function Answer({ row, language, quote }: Pick<BubbleProps, 'row' | 'language'> & Pick<Chat, 'quote'>): JSX.Element | null {
  const { seq, note } = row;
  if (seq === null || note === 'deleted' || row.from === 'system') return null;
  return (
    <button type="button" class="answer" aria-label={t(language, 'answer')} title={t(language, 'answer')} onClick={() => quote(seq)}>
      <AnswerIcon size={15} />
    </button>
  );
}

function Words({ row, language }: Pick<BubbleProps, 'row' | 'language'>): JSX.Element {
  if (row.note === 'deleted') return <div class="words gone">{t(language, 'deleted')}</div>;
  return (
    <div class="words" dir="auto">
      <Formatted text={row.text} marks={row.extra?.marks} />
    </div>
  );
}

function Buttons({ question, language, onChoose }: BubbleProps & { readonly question: NonNullable<BubbleRow['question']> }): JSX.Element {
  return (
    <div class="choices" role="group" aria-label={t(language, 'choices')}>
      {question.options.map(({ id, label }) => (
        <button type="button" key={id} onClick={() => onChoose(question.id, id, label)}>
          {label}
        </button>
      ))}
    </div>
  );
}

function Meta({ row, language, onRetry, onDiscard }: BubbleProps): JSX.Element | null {
  const { delivery, id } = row;
  if (delivery === 'failed' && id !== null) {
    return (
      <div class="meta trouble">
        <span>{t(language, row.why === null ? 'failed' : `failed.${row.why}`)}</span>
        <button type="button" onClick={() => onRetry(id)}>
          {t(language, 'retry')}
        </button>
        <button type="button" onClick={() => onDiscard(id)}>
          {t(language, 'discard')}
        </button>
      </div>
    );
  }
  const edited = row.note === 'edited';
  if (!row.stamped && !edited) return null;
  return (
    <div class="meta">
      {edited ? <span>{t(language, 'edited')}</span> : null}
      {row.at === null ? null : <time dateTime={new Date(row.at).toISOString()}>{clock(language, new Date(row.at))}</time>}
      {delivery === null ? null : (
        <span class="delivery" title={t(language, delivery)}>
          {delivery === 'sent' ? <CheckIcon /> : <ClockIcon />}
          <span class="unseen">{t(language, delivery)}</span>
        </span>
      )}
    </div>
  );
}
