import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type Scope, scopes } from '../../../domain/scope.ts';
import { CompanyTabs } from '../frame/company-tabs.tsx';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import type { ApiKey } from '../keys-api.ts';
import { CopyField } from '../kit/copy-field.tsx';
import { Empty } from '../kit/empty.tsx';
import { FormField } from '../kit/form-field.tsx';
import { Icon } from '../kit/icon.tsx';
import { useNow } from '../kit/now.ts';
import { wordsFor } from '../kit/problem.ts';
import { ago, date } from '../kit/time.ts';
import { Trouble } from '../kit/trouble.tsx';
import { useRead } from '../kit/use-read.ts';

/** Keys by which the company's own systems come in. */
export function KeysPage(): JSX.Element {
  const { t, api } = usePage();
  const read = useRead('keys', 'company', api.keys);
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
      tools={<CompanyTabs here="keys" />}
    >
      <p class="muted page-text">
        {link}
        <a href="/api">/api</a>
        {after}
      </p>
      <Loaded read={read}>
        {({ keys }) => (
          <>
            {making ? <NewKey close={() => setMaking(false)} made={read.again} /> : null}
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
    desk.noteAnswer(await api.revokeKey(apiKey.id));
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

function NewKey({ close, made }: { readonly close: () => void; readonly made: () => void }): JSX.Element {
  const { t, api, desk } = usePage();
  const [name, setName] = useState('');
  const [allowed, setAllowed] = useState<readonly Scope[]>([]);
  const [secret, setSecret] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const create = async (): Promise<void> => {
    if (name.trim() === '' || allowed.length === 0) return setTrouble(t('api-keys.missing'));
    const answer = desk.noteAnswer(await api.addKey(name.trim(), allowed));
    if (!answer.ok) return setTrouble(wordsFor(t, answer.problem));
    setSecret(answer.value.secret);
    made();
  };
  if (secret !== null) {
    return (
      <div class="form panel">
        <CopyField value={secret} label={t('api-keys.title')} name="key-secret" />
        <p role="status">{t('api-keys.once')}</p>
        <div class="form-actions">
          <button type="button" class="button" onClick={close}>
            {t('action.close')}
          </button>
        </div>
      </div>
    );
  }
  return (
    <form
      class="form panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <FormField label={t('api-keys.name')}>
        <input
          class="input"
          dir="auto"
          maxLength={100}
          data-testid="key-name"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </FormField>
      <fieldset class="ticks ticks-wide">
        <legend class="form-label">{t('api-keys.scopes')}</legend>
        {scopes.map((each) => (
          <label key={each} class="tick">
            <input
              type="checkbox"
              checked={allowed.includes(each)}
              data-testid={`scope-${each}`}
              onChange={(event) =>
                setAllowed(scopes.filter((other) => (other === each ? event.currentTarget.checked : allowed.includes(other))))
              }
            />
            <span>
              {t(`scope.${each}`)} <code class="muted">{each}</code>
            </span>
          </label>
        ))}
      </fieldset>
      <Trouble problem={trouble} />
      <div class="form-actions">
        <button type="submit" class="button primary" data-testid="key-create">
          {t('api-keys.create')}
        </button>
        <button type="button" class="button quiet" onClick={close}>
          {t('action.cancel')}
        </button>
      </div>
    </form>
  );
}
