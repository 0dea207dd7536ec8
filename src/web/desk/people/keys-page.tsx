import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AnswerAt } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { Empty } from '../kit/empty.tsx';
import { Icon } from '../kit/icon.tsx';
import { useNow } from '../kit/now.ts';
import { ago, date } from '../kit/time.ts';
import { useRead } from '../kit/use-read.ts';
import { NewKey } from './new-key.tsx';

type ApiKey = AnswerAt<'GET /keys'>['keys'][number];

/** Lists the keys by which the company's own systems come in. */
export function KeysPage(): JSX.Element {
  const { t, api } = usePage();
  const read = useRead('keys', 'company', () => api('GET /keys'));
  const [making, setMaking] = useState(false);
  const [link, after] = t('api-keys.text', { link: '\u0001' }).split('\u0001');
  return (
    <PageFrame
      name="keys"
      title={t('api-keys.title')}
      actions={
        making || read.value === null ? null : (
          <button type="button" class="button primary" data-testid="key-add" onClick={() => setMaking(true)}>
            <Icon name="plus" />
            <span class="button-words">{t('api-keys.add')}</span>
          </button>
        )
      }
    >
      <p class="muted page-text">
        {link}
        <a href="/api">/api</a>
        {after}
      </p>
      <Loaded read={read}>
        {({ keys }) => (
          <>
            {making ? <NewKey grantable={read.value?.grantable ?? []} close={() => setMaking(false)} made={read.again} /> : null}
            {keys.length === 0 && !making ? <Empty title={t('api-keys.none')} text={t('api-keys.none.text')} /> : null}
            <ul class="rows">
              {keys.map((each) => (
                <KeyLine key={each.id} apiKey={each} again={read.again} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </PageFrame>
  );
}

function KeyLine({ apiKey, again }: { readonly apiKey: ApiKey; readonly again: () => void }): JSX.Element {
  const { t, api, desk, language } = usePage();
  const now = useNow(60_000);
  const [sure, setSure] = useState(false);
  const { name, lastUsedAt, revokedAt } = apiKey;
  const used = lastUsedAt === null ? t('api-keys.unused') : t('api-keys.used', { when: ago(t, language, new Date(lastUsedAt), now) });
  const revoke = async (): Promise<void> => {
    if (!sure) return setSure(true);
    desk.noteAnswer(await api('DELETE /keys/:id', { params: { id: apiKey.id } }));
    again();
  };
  return (
    <li class={`line line-tall ${revokedAt === null ? '' : 'gone'}`} data-testid="api-key">
      <span class="line-main">
        <strong dir="auto">{name}</strong>
        <span class="excerpt">{apiKey.scopes.map((each) => t(`scope.${each}`)).join(', ')}</span>
        <span class="muted">
          {t('api-keys.created', { date: date(language, new Date(apiKey.createdAt)) })},{' '}
          {revokedAt === null ? used : t('api-keys.revoked', { date: date(language, new Date(revokedAt)) })}
        </span>
      </span>
      {revokedAt === null ? (
        <button type="button" class={`button ${sure ? 'danger' : 'quiet'}`} data-testid="key-revoke" onClick={() => void revoke()}>
          {t(sure ? 'api-keys.revoke.sure' : 'api-keys.revoke')}
        </button>
      ) : null}
    </li>
  );
}
