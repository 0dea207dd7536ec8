import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SavedView, SavedViews as Views } from '../../../http/desk/reports/saved-views.ts';
import { uuidOf } from '../../kit/new-id.ts';
import { type PageName, pages } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { Loaded } from '../frame/page-frame.tsx';
import { Icon } from '../kit/icon.tsx';
import { Popover } from '../kit/popover.tsx';
import { To } from '../kit/to-conversation.tsx';
import { type Read, useRead } from '../kit/use-read.ts';
import { ViewForm } from './view-form.tsx';

/** Opens what was saved of the pages of reports, and saves what is on the screen under a name. */
export function SavedViews(): JSX.Element {
  const { t } = usePage();
  const title = t('views.title');
  return (
    <Popover
      name="views"
      label={title}
      faceClass="button"
      face={
        <>
          <Icon name="snippets" />
          <span class="button-words">{title}</span>
        </>
      }
    >
      {(close) => <Panel close={close} />}
    </Popover>
  );
}

function Panel({ close }: { readonly close: () => void }): JSX.Element {
  const { t, api } = usePage();
  const read = useRead('views', null, () => api('GET /views'));
  const [changed, setChanged] = useState<string | null>(null);
  return (
    <div class="views">
      <Loaded read={read}>
        {({ views, may }) => (
          <>
            {views.length === 0 ? <p class="muted">{t('views.none')}</p> : null}
            <ul class="views-list">
              {views.map((view) =>
                changed === view.id ? (
                  <li key={view.id}>
                    <Change view={view} may={may} read={read} done={() => setChanged(null)} />
                  </li>
                ) : (
                  <Line key={view.id} view={view} close={close} change={() => setChanged(view.id)} />
                ),
              )}
            </ul>
            {changed === null ? <New may={may} read={read} /> : null}
          </>
        )}
      </Loaded>
    </div>
  );
}

interface LineProps {
  readonly view: SavedView;
  readonly close: () => void;
  readonly change: () => void;
}

function Line({ view, close, change }: LineProps): JSX.Element {
  const { t } = usePage();
  const page = pages.find((each) => each === view.page) ?? 'now';
  return (
    <li class="views-line" data-testid="view">
      <span onClickCapture={close}>
        <To to={{ page, query: view.query }} name="view-open">
          {view.name}
        </To>
        {view.mine ? null : <span class="muted block">{view.owner.name}</span>}
      </span>
      {view.mine ? (
        <button
          type="button"
          class="link-button"
          aria-label={t('views.rename', { name: view.name })}
          data-testid="view-change"
          onClick={change}
        >
          {t('views.change')}
        </button>
      ) : null}
    </li>
  );
}

interface Changing {
  readonly may: Views['may'];
  readonly read: Read<Views>;
}

/** Saves what the address asks now. */
function New({ may, read }: Changing): JSX.Element {
  const { t, api, state, newKey } = usePage();
  const { page, query } = state.address;
  return (
    <ViewForm
      title={t('views.save')}
      start={{ name: '', sharedWith: null }}
      may={may}
      save={async (wish) => {
        const answer = await api('POST /me/views', { body: { id: uuidOf(newKey()), page: page satisfies PageName, query, ...wish } });
        if (answer.ok) read.again();
        return answer;
      }}
    />
  );
}

function Change({ view, may, read, done }: Changing & { readonly view: SavedView; readonly done: () => void }): JSX.Element {
  const { t, api, state } = usePage();
  const { page, query } = state.address;
  const params = { id: view.id };
  const [isAnew, setIsAnew] = useState(false);
  return (
    <ViewForm
      title={t('views.rename', { name: view.name })}
      start={view}
      may={may}
      save={async (wish) => {
        const answer = await api('PUT /me/views/:id', { params, body: { query: isAnew ? query : view.query, ...wish } });
        if (answer.ok) {
          read.again();
          done();
        }
        return answer;
      }}
      remove={async () => {
        const answer = await api('DELETE /me/views/:id', { params });
        if (answer.ok) {
          read.again();
          done();
        }
        return answer;
      }}
    >
      {page === view.page ? (
        <label class="views-anew">
          <input type="checkbox" checked={isAnew} onChange={(event) => setIsAnew(event.currentTarget.checked)} /> {t('views.update')}
        </label>
      ) : null}
    </ViewForm>
  );
}
