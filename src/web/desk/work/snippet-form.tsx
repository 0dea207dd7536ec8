import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { languages } from '../../../domain/language.ts';
import type { Snippet } from '../../../http/desk/work/snippets.ts';
import { usePage } from '../frame/page.ts';
import { Choice, FormField } from '../kit/form-field.tsx';
import { wordsFor } from '../kit/problem.ts';
import { Trouble } from '../kit/trouble.tsx';
import { useRead } from '../kit/use-read.ts';

const variables = ['contact', 'client', 'specialist', 'department'] as const;
const forEverybody = '';

export function SnippetForm({ snippet, close }: { readonly snippet: Snippet | null; readonly close: () => void }): JSX.Element {
  const { state, t, api, desk } = usePage();
  const me = state.session.type === 'ready' ? state.session.me.specialist : null;
  const departments = useRead('departments', null, api.departments).value?.departments ?? [];
  const [title, setTitle] = useState(snippet?.title ?? '');
  const [body, setBody] = useState({ ru: snippet?.body.ru ?? '', en: snippet?.body.en ?? '' });
  const [department, setDepartment] = useState(
    snippet === null ? (me?.department ?? forEverybody) : (snippet.department?.key ?? forEverybody),
  );
  const [trouble, setTrouble] = useState<string | null>(null);
  const [removing, setRemoving] = useState(false);
  const mayShare = me !== null && me.role !== 'specialist';
  const choices = [
    ...(mayShare || department === forEverybody ? [[forEverybody, t('snippets.shared')] as const] : []),
    ...departments.filter((each) => mayShare || each.key === me?.department).map((each) => [each.key, each.name] as const),
  ];

  const save = async (): Promise<void> => {
    const texts = Object.fromEntries(languages.flatMap((each) => (body[each].trim() === '' ? [] : [[each, body[each].trim()]])));
    if (title.trim() === '' || Object.keys(texts).length === 0) return setTrouble(t('snippets.missing'));
    const wish = { title: title.trim(), body: texts, department: department === forEverybody ? null : department };
    const answer = desk.noteAnswer(await (snippet === null ? api.addSnippet(wish) : api.changeSnippet(snippet.id, wish)));
    if (answer.ok) close();
    else setTrouble(wordsFor(t, answer.problem));
  };
  const remove = async (): Promise<void> => {
    if (!removing) return setRemoving(true);
    if (snippet === null) return;
    const answer = desk.noteAnswer(await api.removeSnippet(snippet.id));
    if (answer.ok) close();
    else setTrouble(wordsFor(t, answer.problem));
  };

  return (
    <form
      class="form panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div class="form-row">
        <FormField label={t('snippets.name')}>
          <input
            class="input"
            dir="auto"
            maxLength={200}
            data-testid="snippet-title"
            value={title}
            onInput={(event) => setTitle(event.currentTarget.value)}
          />
        </FormField>
        <FormField label={t('snippets.for')}>
          <Choice name="snippet-for" value={department} all={choices} choose={setDepartment} />
        </FormField>
      </div>
      {languages.map((each) => (
        <FormField key={each} label={t(`snippets.body.${each}`)}>
          <textarea
            class="input"
            rows={4}
            lang={each}
            maxLength={4000}
            data-testid={`snippet-${each}`}
            value={body[each]}
            onInput={(event) => setBody({ ...body, [each]: event.currentTarget.value })}
          />
        </FormField>
      ))}
      <p class="muted form-hint">
        {t('snippets.variables', { list: variables.map((each) => `{${each}} ${t(`snippets.variable.${each}`)}`).join(', ') })}
      </p>
      <Trouble problem={trouble} />
      <div class="form-actions">
        <button type="submit" class="button primary" data-testid="snippet-save">
          {t('snippets.save')}
        </button>
        <button type="button" class="button quiet" onClick={close}>
          {t('action.cancel')}
        </button>
        {snippet === null ? null : (
          <button type="button" class={`button spread-end ${removing ? 'danger' : 'quiet'}`} onClick={() => void remove()}>
            {t(removing ? 'snippets.remove.sure' : 'snippets.remove')}
          </button>
        )}
      </div>
    </form>
  );
}
