import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type Language, languages } from '../../../domain/language.ts';
import type { Snippet, SnippetInput } from '../../../http/desk/work/snippets.ts';
import { usePage } from '../frame/page.ts';
import { ChoiceField, TextArea, TextField } from '../kit/field.tsx';
import { Form, useForm } from '../kit/form.tsx';
import type { Attempt } from '../kit/use-attempt.ts';
import { useRead } from '../kit/use-read.ts';

const variables = ['contact', 'client', 'specialist', 'department'] as const;
const forEverybody = '';

export interface SnippetFormProps {
  /** null: a new one */
  readonly snippet: Snippet | null;
  readonly close: () => void;
}

interface Draft {
  readonly title: string;
  readonly body: Readonly<Record<Language, string>>;
  /** key of the department; empty: for everybody */
  readonly department: string;
}

export function SnippetForm({ snippet, close }: SnippetFormProps): JSX.Element {
  const { t, api } = usePage();
  const form = useForm<Draft>({
    values: useDraft(snippet),
    check: (draft) => (inputOf(draft) === null ? t('snippets.missing') : null),
    async send(draft) {
      const body = inputOf(draft);
      if (body === null) return null;
      const answer = await (snippet === null
        ? api('POST /snippets', { body })
        : api('PUT /snippets/:id', { params: { id: snippet.id }, body }));
      if (answer.ok) close();
      return answer;
    },
  });
  const { values, set } = form;
  return (
    <Form
      form={form}
      class="form panel"
      submit={{ words: t('snippets.save'), name: 'snippet-save' }}
      actions={
        <>
          <button type="button" class="button quiet" onClick={close}>
            {t('action.cancel')}
          </button>
          {snippet === null ? null : <Remove snippet={snippet} close={close} attempt={form.attempt} />}
        </>
      }
    >
      <div class="form-row">
        <TextField label={t('snippets.name')} name="snippet-title" dir="auto" maxLength={200} value={values.title} set={set('title')} />
        <Whose department={values.department} set={set('department')} />
      </div>
      {languages.map((each) => (
        <TextArea
          key={each}
          label={t(`snippets.body.${each}`)}
          name={`snippet-${each}`}
          rows={4}
          lang={each}
          maxLength={4000}
          value={values.body[each]}
          set={(words) => set('body')({ ...values.body, [each]: words })}
        />
      ))}
      <p class="muted form-hint">
        {t('snippets.variables', { list: variables.map((each) => `{${each}} ${t(`snippets.variable.${each}`)}`).join(', ') })}
      </p>
    </Form>
  );
}

/** Begins with the snippet as it is; a new one is one's own department's. */
function useDraft(snippet: Snippet | null): Draft {
  const { state } = usePage();
  const me = state.session.type === 'ready' ? state.session.me.specialist : null;
  const department = snippet === null ? me?.department : snippet.department?.key;
  const { ru = '', en = '' } = snippet?.body ?? {};
  return { title: snippet?.title ?? '', body: { ru, en }, department: department ?? forEverybody };
}

/** Returns the body as the server takes it; null while something is missing. */
function inputOf({ title, body, department }: Draft): SnippetInput | null {
  const texts = Object.fromEntries(languages.flatMap((each) => (body[each].trim() === '' ? [] : [[each, body[each].trim()]])));
  if (title.trim() === '' || Object.keys(texts).length === 0) return null;
  return { title: title.trim(), body: texts, department: department === forEverybody ? null : department };
}

interface WhoseProps {
  readonly department: string;
  readonly set: (department: string) => void;
}

/** Chooses whose it is: those who are no specialists write for everybody and every department, specialists for their own. */
function Whose({ department, set }: WhoseProps): JSX.Element {
  const { state, t, api } = usePage();
  const departments = useRead('departments', null, () => api('GET /departments')).value?.departments ?? [];
  const me = state.session.type === 'ready' ? state.session.me.specialist : null;
  const mayShare = me !== null && me.role !== 'specialist';
  const choices = [
    ...(mayShare || department === forEverybody ? [[forEverybody, t('snippets.shared')] as const] : []),
    ...departments.filter((each) => mayShare || each.key === me?.department).map((each) => [each.key, each.name] as const),
  ];
  return <ChoiceField label={t('snippets.for')} name="snippet-for" value={department} all={choices} set={set} />;
}

interface RemoveProps extends SnippetFormProps {
  readonly snippet: Snippet;
  readonly attempt: Attempt['attempt'];
}

/** Removes it after a second thought. */
function Remove({ snippet, close, attempt }: RemoveProps): JSX.Element {
  const { t, api } = usePage();
  const [asking, setAsking] = useState(false);
  const remove = async (): Promise<void> => {
    if (!asking) return setAsking(true);
    await attempt(async () => {
      const answer = await api('DELETE /snippets/:id', { params: { id: snippet.id } });
      if (answer.ok) close();
      return answer;
    });
  };
  return (
    <button type="button" class={`button spread-end ${asking ? 'danger' : 'quiet'}`} onClick={() => void remove()}>
      {t(asking ? 'snippets.remove.sure' : 'snippets.remove')}
    </button>
  );
}
