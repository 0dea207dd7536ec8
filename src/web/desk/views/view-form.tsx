import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SavedView, SavedViews } from '../../../http/desk/reports/saved-views.ts';
import type { Answer } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { Input } from '../kit/field.tsx';
import { Choice, FormField } from '../kit/form-field.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { useAttempt } from '../kit/use-attempt.ts';

type Wish = Pick<SavedView, 'name' | 'sharedWith'>;

export interface ViewFormProps {
  readonly title: string;
  readonly start: Wish;
  readonly may: SavedViews['may'];
  readonly save: (wish: Wish) => Promise<Answer<unknown>>;
  readonly remove?: () => Promise<Answer<unknown>>;
  readonly children?: ComponentChildren;
}

/** Takes a view's name, and who sees it beside its owner. */
export function ViewForm({ title, start, may, save, remove, children }: ViewFormProps): JSX.Element {
  const { t } = usePage();
  const [name, setName] = useState(start.name);
  const [shared, setShared] = useState(keyOf(start.sharedWith));
  const { trouble, attempt, busy } = useAttempt();
  const several =
    typeof start.sharedWith === 'object' && start.sharedWith !== null && start.sharedWith.length > 1 ? start.sharedWith : null;
  const choices: (readonly [string, string])[] = [
    ['mine', t('views.shared.mine')],
    ...may.departments.map((each) => [`in ${each.key}`, t('views.shared.department', { name: each.name })] as const),
    ...(several === null ? [] : [[keyOf(several), t('views.shared.departments', { count: several.length })] as const]),
    ...(may.all ? [['all', t('views.shared.all')] as const] : []),
  ];
  return (
    <form
      class="views-form"
      onSubmit={(event) => {
        event.preventDefault();
        void attempt(async () => {
          const answer = await save({ name, sharedWith: sharedOf(shared) });
          if (answer.ok && start.name === '') setName('');
          return answer;
        });
      }}
    >
      <h2>{title}</h2>
      <FormField label={t('views.name')}>
        <Input value={name} set={setName} name="view-name" required maxLength={200} />
      </FormField>
      <FormField label={t('views.shared')}>
        <Choice name="view-shared" value={shared} all={choices} choose={setShared} />
      </FormField>
      {children}
      <Trouble problem={trouble} />
      <div class="row-actions">
        <button type="submit" class="button button-primary" data-testid="view-save" disabled={busy}>
          {t('views.keep')}
        </button>
        {remove === undefined ? null : (
          <button type="button" class="button" data-testid="view-delete" disabled={busy} onClick={() => void attempt(remove)}>
            {t('views.delete')}
          </button>
        )}
      </div>
    </form>
  );
}

/** What a list to choose from calls it: `mine`, `all`, `in client,sales`. */
function keyOf(shared: SavedView['sharedWith']): string {
  if (shared === null) return 'mine';
  return shared === 'all' ? 'all' : `in ${shared.join(',')}`;
}

function sharedOf(key: string): SavedView['sharedWith'] {
  if (key === 'mine') return null;
  return key === 'all' ? 'all' : key.slice('in '.length).split(',');
}
