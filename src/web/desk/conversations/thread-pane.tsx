import type { JSX } from 'preact';
import { TurnBar } from '../components/turn-bar.tsx';
import { NoticeBar } from '../frame/notice-bar.tsx';
import { usePage } from '../frame/page.ts';
import { Empty } from '../kit/empty.tsx';
import { threadOf } from '../state.ts';
import { Composer } from './composer.tsx';
import { Messages } from './messages.tsx';
import type { Thread } from './thread.ts';
import { ThreadHeader } from './thread-header.tsx';

export function ThreadPane(): JSX.Element {
  const { state, say } = usePage();
  const id = state.place.conversation;
  return (
    <section class="pane thread" id="thread" tabIndex={-1} aria-label={say('thread.label')}>
      {id === null ? <NothingOpen /> : <Opened key={id} id={id} thread={threadOf(state, id)} />}
    </section>
  );
}

function NothingOpen(): JSX.Element {
  const { say } = usePage();
  const words = say('thread.none.text', { down: '\u0001j\u0001', up: '\u0001k\u0001', enter: '\u0001Enter\u0001', keys: '\u0001?\u0001' });
  const pieces = words.split('\u0001').map((piece, index) => (index % 2 === 1 ? <kbd key={piece}>{piece}</kbd> : piece));
  return <Empty title={say('thread.none.title')} text={pieces} />;
}

function Opened({ id, thread }: { readonly id: string; readonly thread: Thread }): JSX.Element {
  const { say, desk } = usePage();
  if (thread.phase === 'failed') {
    return (
      <Refused text={say('thread.failed')}>
        <button type="button" class="button" onClick={() => desk.refreshThread('now')}>
          {say('list.retry')}
        </button>
      </Refused>
    );
  }
  if (thread.phase === 'missing') return <Refused title={say('thread.missing.title')} text={say('thread.missing.text')} />;
  if (thread.phase === 'forbidden') return <Refused title={say('thread.forbidden.title')} text={say('thread.forbidden.text')} />;
  return (
    <>
      <ThreadHeader id={id} card={thread.card} />
      {thread.card === null ? null : <TurnBar card={thread.card} />}
      <NoticeBar id={id} />
      <Messages id={id} thread={thread} />
      <Composer id={id} card={thread.card} />
    </>
  );
}

function Refused(props: { readonly title?: string; readonly text: string; readonly children?: JSX.Element }): JSX.Element {
  const { say, desk } = usePage();
  return (
    <div class="refused" data-testid="refused" role="alert">
      <Empty {...props} />
      <button type="button" class="button quiet narrow-only" onClick={() => desk.go({ conversation: null, panel: null })}>
        {say('thread.back')}
      </button>
    </div>
  );
}
