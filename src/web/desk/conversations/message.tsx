import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DeskMessage } from '../../../http/desk/conversations/message.ts';
import { clock } from '../../kit/calendar.ts';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';
import { Text } from '../kit/text.tsx';
import { fullTime } from '../kit/time.ts';
import { Delivery } from './delivery.tsx';
import { Extras } from './extras.tsx';
import { Files } from './files.tsx';
import { MessageEditor } from './message-editor.tsx';
import { ChangeFailed, isOwn, MessageActions } from './own-message.tsx';
import { ForwardedFrom, Quote, Withheld } from './quote.tsx';

export type Look = 'client' | 'specialist' | 'system' | 'note';

const lookOf = (message: DeskMessage): Look => (message.audience === 'internal' && message.author !== 'system' ? 'note' : message.author);

export function Message({ message, continues }: { readonly message: DeskMessage; readonly continues: boolean }): JSX.Element {
  const { state } = usePage();
  const [editing, setEditing] = useState(false);
  const own = isOwn(message, state.session.type === 'ready' ? state.session.me.specialist.id : null);
  const closeEditor = editing && own ? () => setEditing(false) : null;
  return (
    <li
      class={`message look-${lookOf(message)}${continues ? ' continues' : ''}`}
      data-testid="message"
      data-audience={message.audience}
      data-author={message.author}
      data-seq={message.seq}
    >
      {message.audience === 'internal' ? <InternalLabel /> : null}
      <p class={continues ? 'by visually-hidden' : 'by'}>
        <Author message={message} /> <Moment at={message.at} />
      </p>
      <Body message={message} closeEditor={closeEditor} />
      <Marks message={message} />
      <ChangeFailed message={message} />
      {editing || message.deleted ? null : <MessageActions message={message} edit={own ? () => setEditing(true) : null} />}
    </li>
  );
}

interface BodyProps {
  readonly message: DeskMessage;
  /** null: it is not being changed */
  readonly closeEditor: (() => void) | null;
}

function Body({ message, closeEditor }: BodyProps): JSX.Element {
  const { deleted, files = [] } = message;
  return (
    <div class="body">
      <Withheld message={message} />
      {deleted ? null : <ForwardedFrom message={message} />}
      {deleted ? null : <Quote message={message} />}
      {closeEditor === null ? <Words message={message} /> : <MessageEditor message={message} close={closeEditor} />}
      {deleted ? null : <Extras message={message} />}
      {deleted || files.length === 0 ? null : <Files files={files} />}
      <Options message={message} />
    </div>
  );
}

function Words({ message }: { readonly message: DeskMessage }): JSX.Element | null {
  const { t } = usePage();
  const { deleted, text, marks, files = [], place, card } = message;
  if (deleted) return <p class="deleted">{t('message.deleted')}</p>;
  if (text === '' && (files.length > 0 || place !== undefined || card !== undefined)) return null;
  return <Text text={text} marks={marks} />;
}

/** Shows, to the eye and to a screen reader alike, that this never reaches the client. */
export function InternalLabel(): JSX.Element {
  const { t } = usePage();
  return (
    <p class="internal-label">
      <Icon name="lock" />
      <strong>{t('message.internal')}</strong>
      <span class="muted">{t('message.internal.hint')}</span>
    </p>
  );
}

function Author({ message }: { readonly message: DeskMessage }): JSX.Element {
  const { state, t } = usePage();
  const mine = message.by !== undefined && state.session.type === 'ready' && state.session.me.specialist.id === message.by;
  const name = mine
    ? t('message.you')
    : message.author === 'system'
      ? t('message.system')
      : (message.name ?? t(`message.${message.author}`));
  return (
    <strong class="author" dir="auto">
      {name}
    </strong>
  );
}

export function Moment({ at }: { readonly at: string }): JSX.Element {
  const { language } = usePage();
  const date = new Date(at);
  return (
    <time class="moment" dateTime={at} title={fullTime(language, date)}>
      {clock(language, date)}
    </time>
  );
}

function Options({ message }: { readonly message: DeskMessage }): JSX.Element | null {
  const { t } = usePage();
  if (message.question === undefined || message.question.options.length === 0 || message.deleted) return null;
  return (
    <ul class="options" aria-label={t('message.options')}>
      {message.question.options.map((option) => (
        <li key={option.id} dir="auto">
          {option.label}
        </li>
      ))}
    </ul>
  );
}

/** Sends a message again: what a channel refused may pass a second time. The server refuses it to whoever is not in charge. */
function SendAgain({ message }: { readonly message: DeskMessage }): JSX.Element {
  const { t, api, desk } = usePage();
  const params = { id: message.conversation, seq: message.seq };
  const sendAgain = async (): Promise<void> => void desk.noteAnswer(await api('POST /conversations/:id/messages/:seq/retry', { params }));
  return (
    <button type="button" class="link-button" onClick={() => void sendAgain()}>
      {t('message.retry')}
    </button>
  );
}

function Marks({ message }: { readonly message: DeskMessage }): JSX.Element | null {
  const { t } = usePage();
  const { delivery } = message;
  // our own machine's words change as the matter goes on, and of what was taken back only a failure is news
  const quiet = (message.author === 'system' || message.deleted) && delivery?.state !== 'failed';
  const edited = message.edited && !message.deleted && message.author !== 'system';
  if (!edited && message.choice === undefined && (delivery === undefined || quiet)) return null;
  return (
    <p class="marks">
      {message.choice === undefined ? null : <span>{t('message.tapped')}</span>}
      {edited ? <span>{t('message.edited')}</span> : null}
      {delivery === undefined || quiet ? null : <Delivery delivery={delivery} />}
      {delivery?.state === 'failed' && message.author === 'specialist' && !message.withheld ? <SendAgain message={message} /> : null}
    </p>
  );
}
