import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DeskMessage } from '../../../http/desk/conversations/message.ts';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';
import { Text } from '../kit/text.tsx';
import { clock, fullTime } from '../kit/time.ts';
import { Delivery } from './delivery.tsx';
import { Extras } from './extras.tsx';
import { Files } from './files.tsx';
import { MessageEditor } from './message-editor.tsx';
import { ChangeFailed, isOwn, OwnActions } from './own-message.tsx';
import { Quote } from './quote.tsx';

export type Look = 'client' | 'specialist' | 'system' | 'note';

const lookOf = (message: DeskMessage): Look => (message.audience === 'internal' && message.author !== 'system' ? 'note' : message.author);

export function Message({ message, continues }: { readonly message: DeskMessage; readonly continues: boolean }): JSX.Element {
  const { state, t } = usePage();
  const [editing, setEditing] = useState(false);
  const own = isOwn(message, state.session.type === 'ready' ? state.session.me.specialist.id : null);
  const look = lookOf(message);
  const internal = message.audience === 'internal';
  const hasFiles = !message.deleted && (message.files ?? []).length > 0;
  return (
    <li
      class={`message look-${look}${continues ? ' continues' : ''}`}
      data-testid="message"
      data-audience={message.audience}
      data-author={message.author}
      data-seq={message.seq}
    >
      {internal ? <InternalLabel /> : null}
      <p class={continues ? 'by visually-hidden' : 'by'}>
        <Author message={message} /> <Moment at={message.at} />
      </p>
      <div class="body">
        {message.deleted ? null : <Quote message={message} />}
        {editing && own ? (
          <MessageEditor message={message} close={() => setEditing(false)} />
        ) : message.deleted ? (
          <p class="deleted">{t('message.deleted')}</p>
        ) : message.text === '' && (hasFiles || message.place !== undefined || message.card !== undefined) ? null : (
          <Text text={message.text} marks={message.marks} />
        )}
        {message.deleted ? null : <Extras message={message} />}
        {hasFiles ? <Files files={message.files ?? []} /> : null}
        <Options message={message} />
      </div>
      <Marks message={message} />
      <ChangeFailed message={message} />
      {own && !editing ? <OwnActions message={message} edit={() => setEditing(true)} /> : null}
    </li>
  );
}

/** Says it to the eye and to a screen reader alike: this never reaches the client. */
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

/** What a channel refused may pass a second time; whoever is not in charge is told so. */
function SendAgain({ message }: { readonly message: DeskMessage }): JSX.Element {
  const { t, api, desk } = usePage();
  return (
    <button
      type="button"
      class="link-button"
      onClick={async () => void desk.noteAnswer(await api.sendAgain(message.conversation, message.seq))}
    >
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
      {delivery?.state === 'failed' && message.author === 'specialist' ? <SendAgain message={message} /> : null}
    </p>
  );
}
