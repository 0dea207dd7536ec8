import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Snippet } from '../../../http/desk/work/snippets.ts';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { Empty } from '../kit/empty.tsx';
import { SearchField } from '../kit/field.tsx';
import { foundIn } from '../kit/found-in.ts';
import { Icon } from '../kit/icon.tsx';
import { useRead } from '../kit/use-read.ts';
import { SnippetForm } from './snippet-form.tsx';

/** Lists ready sentences: one's department's, and those for everybody. */
export function SnippetsPage(): JSX.Element {
  const { t, api, desk } = usePage();
  const [filter, setFilter] = useState('');
  const read = useRead('snippets', null, () => api('GET /snippets'));
  const close = (): void => {
    desk.go({ query: {} });
    read.again();
  };
  return (
    <PageFrame
      name="snippets"
      title={t('snippets.title')}
      actions={
        <button type="button" class="button primary" data-testid="snippet-add" onClick={() => desk.go({ query: { edit: 'new' } })}>
          <Icon name="plus" />
          <span class="button-words">{t('snippets.add')}</span>
        </button>
      }
      tools={<SearchField label={t('snippets.find')} value={filter} set={setFilter} />}
    >
      <Loaded read={read}>{({ snippets }) => <Snippets snippets={snippets} filter={filter} close={close} />}</Loaded>
    </PageFrame>
  );
}

interface SnippetsProps {
  readonly snippets: readonly Snippet[];
  readonly filter: string;
  /** closes the one that is being changed */
  readonly close: () => void;
}

function Snippets({ snippets, filter, close }: SnippetsProps): JSX.Element {
  const { state, t } = usePage();
  const open = state.address.query['edit'] ?? null;
  const shown = snippets.filter((each) => foundIn([each.title, each.body.ru, each.body.en], filter));
  return (
    <>
      {open === 'new' ? <SnippetForm snippet={null} close={close} /> : null}
      {snippets.length === 0 && open !== 'new' ? <Empty title={t('snippets.none')} text={t('snippets.none.text', { key: '/' })} /> : null}
      {snippets.length > 0 && shown.length === 0 ? <Empty text={t('snippets.not-found')} /> : null}
      <ul class="rows">
        {shown.map((each) => (
          <li key={each.id}>{open === each.id ? <SnippetForm snippet={each} close={close} /> : <SnippetLine snippet={each} />}</li>
        ))}
      </ul>
    </>
  );
}

function SnippetLine({ snippet }: { readonly snippet: Snippet }): JSX.Element {
  const { t, desk, language } = usePage();
  const own = snippet.body[language] ?? snippet.body.ru ?? snippet.body.en ?? '';
  return (
    <div class="line line-tall" data-testid="snippet">
      <span class="line-main">
        <span class="line-top">
          <strong dir="auto">{snippet.title}</strong>
          <span class="chip">{snippet.department?.name ?? t('snippets.shared')}</span>
        </span>
        <span class="excerpt" dir="auto">
          {own}
        </span>
      </span>
      {snippet.mayChange ? (
        <button
          type="button"
          class="button quiet"
          aria-label={`${t('snippets.edit')}: ${snippet.title}`}
          onClick={() => desk.go({ query: { edit: snippet.id } })}
        >
          {t('snippets.edit')}
        </button>
      ) : null}
    </div>
  );
}
