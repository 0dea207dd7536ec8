import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { TreeChecked, TreeView } from '../../../http/desk/policy/tree.ts';
import { usePage } from '../frame/page.ts';
import { TextField } from '../kit/field.tsx';
import { Form, type FormState, useForm } from '../kit/form.tsx';
import type { TreeDraft } from './tree-draft.ts';
import { TreeHistory } from './tree-history.tsx';
import type { KeptTree } from './use-tree-draft.ts';

export interface PublishingProps {
  readonly view: TreeView;
  readonly draft: KeptTree | null;
  readonly checked: TreeChecked | null;
  readonly open: (former: TreeDraft) => void;
  readonly rebase: () => void;
  readonly discard: () => void;
  readonly published: (view: TreeView) => void;
}

interface Note {
  readonly note: string;
}

/** Shows what the draft changes, what keeps it from being published, and what was published before. */
export function TreePublishing(props: PublishingProps): JSX.Element {
  const { t } = usePage();
  const { view, open } = props;
  return (
    <aside class="policy-changes tree-changes" aria-label={t('tree.changes')}>
      {view.may.change ? <Changes {...props} /> : null}
      <TreeHistory view={view} open={open} />
    </aside>
  );
}

function Changes({ view, draft, checked, rebase, discard, published }: PublishingProps): JSX.Element {
  const { t, api } = usePage();
  const [isDone, setDone] = useState(false);
  const form = useForm<Note>({
    values: { note: '' },
    async send({ note }) {
      if (draft === null) return null;
      const answer = await api('POST /question-tree', { body: { ...draft, note } });
      setDone(answer.ok);
      if (answer.ok) {
        form.change({ note: '' });
        published(answer.value);
      }
      return answer;
    },
  });
  const meanwhile = draft !== null && draft.base !== view.hash;
  return (
    <>
      <h2>{t('tree.changes')}</h2>
      <div role="status">
        {draft === null ? (
          <p class={isDone ? 'good' : 'muted'} data-testid="tree-status">
            {t(isDone ? 'tree.published' : 'tree.changes.none')}
          </p>
        ) : (
          <Difference checked={checked} />
        )}
        {meanwhile ? (
          <p class="notice-line">
            {t('tree.meanwhile')}{' '}
            <button type="button" class="link-button" onClick={rebase}>
              {t('tree.rebase')}
            </button>
          </p>
        ) : null}
      </div>
      {draft === null ? null : <PublishForm form={form} checked={checked} meanwhile={meanwhile} discard={discard} />}
    </>
  );
}

function Difference({ checked }: { readonly checked: TreeChecked | null }): JSX.Element {
  const { t } = usePage();
  if (checked === null) return <p class="muted">{t('tree.checking')}</p>;
  return (
    <ul class="consequences" data-testid="tree-changes">
      {checked.changes.length === 0 ? <li>{t('tree.changes.none')}</li> : null}
      {checked.changes.map((each) => (
        <li key={each} dir="auto">
          {each}
        </li>
      ))}
    </ul>
  );
}

interface PublishFormProps {
  readonly form: FormState<Note>;
  readonly checked: TreeChecked | null;
  /** another tree was published since the editing began */
  readonly meanwhile: boolean;
  readonly discard: () => void;
}

function PublishForm({ form, checked, meanwhile, discard }: PublishFormProps): JSX.Element {
  const { t } = usePage();
  const wrong = checked?.mistakes.length ?? 0;
  const can = checked !== null && wrong === 0 && checked.changes.length > 0 && !meanwhile;
  return (
    <Form
      form={{ ...form, trouble: wrong > 0 ? t('tree.mistakes', { count: wrong }) : form.trouble }}
      submit={{ words: t('tree.publish'), name: 'tree-publish', can }}
      troubleName="tree-trouble"
      actions={
        <button type="button" class="button quiet" data-testid="tree-discard" onClick={discard}>
          {t('tree.discard')}
        </button>
      }
    >
      <TextField
        label={t('tree.note')}
        hint={t('tree.draft')}
        dir="auto"
        maxLength={1000}
        value={form.values.note}
        set={form.set('note')}
      />
    </Form>
  );
}
