import type { JSX } from 'preact';
import { NoticeBar } from '../frame/notice-bar.tsx';
import { usePage } from '../frame/page.ts';
import { Empty } from '../kit/empty.tsx';
import { threadOf } from '../state.ts';
import { Composer } from './composer.tsx';
import { Messages } from './messages.tsx';
import type { Thread } from './thread.ts';
import { ThreadHeader } from './thread-header.tsx';
import { TurnBar } from './turn-bar.tsx';

export function ThreadPane(): JSX.Element {
  const { state, t } = usePage();
  const id = state.address.conversation;
  return (
    <section class="pane thread" id="thread" tabIndex={-1} aria-label={t('thread.label')}>
      {id === null ? <NothingOpen /> : <Opened key={id} id={id} thread={threadOf(state, id)} />}
    </section>
  );
}

function NothingOpen(): JSX.Element {
  const { t } = usePage();
  const words = t('thread.none.text', { down: '\u0001j\u0001', up: '\u0001k\u0001', enter: '\u0001Enter\u0001', keys: '\u0001?\u0001' });
  const pieces = words.split('\u0001').map((piece, index) => (index % 2 === 1 ? <kbd key={piece}>{piece}</kbd> : piece));
  return <Empty title={t('thread.none.title')} text={pieces} />;
}

function Opened({ id, thread }: { readonly id: string; readonly thread: Thread }): JSX.Element {
  const { t, desk } = usePage();
  if (thread.phase === 'failed') {
    return (
      <Refused text={t('thread.failed')}>
        <button type="button" class="button" onClick={() => desk.refreshThread('now')}>
          {t('list.retry')}
        </button>
      </Refused>
    );
  }
  if (thread.phase === 'missing') return <Refused title={t('thread.missing.title')} text={t('thread.missing.text')} />;
  if (thread.phase === 'forbidden') return <Refused title={t('thread.forbidden.title')} text={t('thread.forbidden.text')} />;
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
  const { t, desk } = usePage();
  return (
    <div class="refused" data-testid="refused" role="alert">
      <Empty {...props} />
      <button type="button" class="button quiet narrow-only" onClick={() => desk.go({ conversation: null, panel: null })}>
        {t('thread.back')}
      </button>
    </div>
  );
}
