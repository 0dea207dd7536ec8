import type { JSX } from 'preact';
import { inSentence } from '../../../domain/department.ts';
import { languages } from '../../../domain/language.ts';
import type { DepartmentView } from '../../../http/desk/people/departments.ts';
import { t as tChat } from '../../../texts/chat.ts';
import { usePage } from '../frame/page.ts';
import { TextField } from '../kit/field.tsx';
import { Form, SubmitButton, useForm } from '../kit/form.tsx';
import { Trouble } from '../kit/trouble.tsx';

interface InSentenceProps {
  readonly department: DepartmentView;
  readonly again: () => void;
}

interface Said {
  readonly ru: string;
  readonly en: string;
}

/** Texts to clients that name a department: who answers, and where a person works. */
const saying = ['queued', 'joined', 'promised'] as const;

const sampleName = { ru: 'Анна', en: 'Anna' } as const;

/** Changes what sentences to clients call the department, and shows such sentences as they will stand. */
export function DepartmentInSentence({ department, again }: InSentenceProps): JSX.Element {
  const { t, api } = usePage();
  const before: Said = department.inSentence ?? { ru: '', en: '' };
  const form = useForm<Said>({
    values: before,
    check: ({ ru, en }) => ((ru.trim() === '') === (en.trim() === '') ? null : t('in-sentence.both')),
    async send({ ru, en }) {
      const words = ru.trim() === '' ? null : { ru: ru.trim(), en: en.trim() };
      const body = { version: department.version, inSentence: words };
      const answer = await api('PATCH /departments/:key', { params: { key: department.key }, body });
      if (answer.ok) again();
      return answer;
    },
  });
  const { values, set } = form;
  const isSame = values.ru === before.ru && values.en === before.en;
  return (
    <details class="folded department-hours">
      <summary data-testid="department-in-sentence">{t('in-sentence.title', { department: department.name })}</summary>
      <Form form={form}>
        <p class="muted form-hint">{t('in-sentence.hint')}</p>
        {languages.map((each) => (
          <TextField
            key={each}
            label={t(`in-sentence.${each}`)}
            name={`in-sentence-${each}`}
            maxLength={100}
            value={values[each]}
            set={set(each)}
          />
        ))}
        <h4>{t('in-sentence.preview')}</h4>
        <ul class="facts" data-testid="in-sentence-preview">
          {languages.flatMap((each) =>
            saying.map((key) => {
              const called = inSentence({ name: department.names, inSentence: values }, each);
              const words = tChat(each, key, { name: sampleName[each], department: called, when: '15:40' });
              return (
                <li key={`${each} ${key}`} lang={each}>
                  {words}
                </li>
              );
            }),
          )}
        </ul>
        <Trouble problem={form.trouble} />
        {isSame ? null : (
          <div class="form-actions">
            <SubmitButton form={form} words={t('person.save')} name="in-sentence-save" />
          </div>
        )}
      </Form>
    </details>
  );
}
