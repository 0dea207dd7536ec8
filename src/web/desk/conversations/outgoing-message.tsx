import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';
import { wordsFor } from '../kit/problem.ts';
import { Text } from '../kit/text.tsx';
import { Delivery } from './delivery.tsx';
import { FilesUnderWay } from './files.tsx';
import { InternalLabel, Moment } from './message.tsx';
import type { Outgoing } from './outgoing.ts';
import { Quote } from './quote.tsx';

/** Shows what was just written before the server has it. */
export function OutgoingMessage({ outgoing }: { readonly outgoing: Outgoing }): JSX.Element {
  const { t } = usePage();
  const note = outgoing.mode === 'note';
  return (
    <li
      class={`message outgoing ${note ? 'look-note' : 'look-specialist'}`}
      data-testid="message"
      data-audience={note ? 'internal' : 'client'}
      data-author="specialist"
      data-outgoing={outgoing.state}
    >
      {note ? <InternalLabel /> : null}
      <p class="by">
        <strong class="author">{t('message.you')}</strong> <Moment at={outgoing.at} />
      </p>
      <div class="body">
        <Quote message={outgoing.quote === undefined ? {} : { quote: outgoing.quote }} />
        {outgoing.text === '' ? null : <Text text={outgoing.text} />}
        {outgoing.files.length === 0 ? null : <FilesUnderWay files={outgoing.files} />}
      </div>
      {outgoing.state === 'failed' ? <Failed outgoing={outgoing} /> : <Underway outgoing={outgoing} />}
    </li>
  );
}

function Underway({ outgoing }: { readonly outgoing: Outgoing }): JSX.Element {
  const { t } = usePage();
  if (outgoing.state === 'sending' && outgoing.problem !== null) {
    return (
      <div class="failed" role="status">
        <p class="delivery" data-testid="delayed">
          <Icon name="clock" />
          <span>{t('outgoing.delayed', { reason: wordsFor(t, outgoing.problem) })}</span>
        </p>
        <ToEditor outgoing={outgoing} />
      </div>
    );
  }
  return (
    <p class="marks">
      <Delivery delivery={{ state: outgoing.state === 'sent' ? 'sent' : 'sending' }} />
    </p>
  );
}

function Failed({ outgoing }: { readonly outgoing: Outgoing }): JSX.Element {
  const { t, desk } = usePage();
  const reason = outgoing.problem === null ? t('problem.unknown') : wordsFor(t, outgoing.problem);
  return (
    <div class="failed" role="alert">
      <p class="delivery delivery-failed">
        <Icon name="warning" />
        <span>{reason}</span>
      </p>
      <button type="button" class="link-button" data-testid="retry" onClick={() => desk.retry(outgoing.key)}>
        {t('outgoing.retry')}
      </button>
      <ToEditor outgoing={outgoing} />
    </div>
  );
}

function ToEditor({ outgoing }: { readonly outgoing: Outgoing }): JSX.Element {
  const { t, dispatch, drafts } = usePage();
  const toEditor = (): void => {
    const { conversation, mode, text, key } = outgoing;
    const draft = drafts.read(conversation, mode);
    drafts.write(conversation, mode, draft === '' ? text : `${text}\n${draft}`);
    dispatch({ type: 'dropped', key });
    dispatch({ type: 'compose', mode });
  };
  return (
    <button type="button" class="link-button" data-testid="discard" onClick={toEditor}>
      {t('outgoing.discard')}
    </button>
  );
}
