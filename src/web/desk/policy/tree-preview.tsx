import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type Language, languages } from '../../../domain/language.ts';
import { usePage } from '../frame/page.ts';
import { Input } from '../kit/field.tsx';
import { Form, type FormState, useForm } from '../kit/form.tsx';
import type { LeafDraft, NextDraft, QuestionDraft, TreeEdit } from './tree-draft.ts';

interface Step {
  readonly question: string;
  readonly answer: string;
  readonly next: NextDraft;
}

interface TypedAnswer {
  readonly typed: string;
}

type PreviewProps = Pick<TreeEdit, 'tree' | 'departments'>;

/** Walks the draft as a client walks it, in either language, on something like a phone. */
export function TreePreview({ tree, departments }: PreviewProps): JSX.Element {
  const { t, language: own } = usePage();
  const [language, setLanguage] = useState<Language>(own);
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const here: NextDraft = steps.at(-1)?.next ?? { question: tree.root };
  const question = 'question' in here ? tree.questions[here.question] : undefined;
  const leaf = 'leaf' in here ? tree.leaves[here.leaf] : undefined;
  const form = useForm<TypedAnswer>({
    values: { typed: '' },
    send({ typed }) {
      if (question?.kind === 'text') go(typed.trim(), question.next);
      return null;
    },
  });
  const go = (answer: string, next: NextDraft): void => {
    setSteps([...steps, { question: question?.ask[language] ?? '', answer, next }]);
    form.change({ typed: '' });
  };
  return (
    <section class="phone-frame" aria-label={t('tree.preview')}>
      <Head language={language} choose={setLanguage} again={() => setSteps([])} />
      <div class="phone" lang={language} data-testid="tree-preview">
        <p class="phone-says">{tree.greeting[language]}</p>
        {steps.map((each, index) => (
          <div key={`${index} ${each.answer}`} class="phone-step">
            <p class="phone-says">{each.question}</p>
            <p class="phone-answer">{each.answer}</p>
          </div>
        ))}
        {question === undefined ? null : <Asking question={question} language={language} form={form} go={go} />}
        {leaf === undefined ? null : <p class="phone-says">{leaf.word?.[language] ?? ''}</p>}
      </div>
      <p class="muted form-hint" role="status" data-testid="preview-end">
        {leaf !== undefined ? (
          <End leaf={leaf} tree={tree} departments={departments} />
        ) : question === undefined ? (
          t('tree.preview.nowhere')
        ) : null}
      </p>
    </section>
  );
}

interface HeadProps {
  readonly language: Language;
  readonly choose: (language: Language) => void;
  readonly again: () => void;
}

function Head({ language, choose, again }: HeadProps): JSX.Element {
  const { t } = usePage();
  return (
    <header class="phone-head">
      <h2>{t('tree.preview')}</h2>
      <span class="segments">
        {languages.map((each) => (
          <button key={each} type="button" aria-pressed={each === language} onClick={() => choose(each)}>
            {each}
          </button>
        ))}
      </span>
      <button type="button" class="link-button" onClick={again}>
        {t('tree.preview.again')}
      </button>
    </header>
  );
}

interface AskingProps {
  readonly question: QuestionDraft;
  readonly language: Language;
  readonly form: FormState<TypedAnswer>;
  readonly go: (answer: string, next: NextDraft) => void;
}

function Asking({ question, language, form, go }: AskingProps): JSX.Element {
  const { t } = usePage();
  const { typed } = form.values;
  return (
    <>
      <p class="phone-says">{question.ask[language]}</p>
      {question.kind === 'text' ? (
        <Form form={form} class="phone-typed">
          <Input dir="auto" aria-label={t('tree.preview.typed')} value={typed} set={form.set('typed')} />
          <button type="submit" class="button" disabled={typed.trim() === ''}>
            {t('tree.preview.send')}
          </button>
        </Form>
      ) : null}
      <div class="phone-taps">
        {question.kind === 'text' ? (
          <button type="button" onClick={() => go(question.skip[language], question.next)}>
            {question.skip[language]}
          </button>
        ) : (
          question.options.map((each) => (
            <button key={each.id} type="button" data-testid="preview-tap" onClick={() => go(each.label[language], each.next)}>
              {each.label[language] || each.id}
            </button>
          ))
        )}
      </div>
    </>
  );
}

/** Says where the way led. */
function End({ leaf, tree, departments }: PreviewProps & { readonly leaf: LeafDraft }): JSX.Element {
  const { t, language } = usePage();
  const products = leaf.products.map((each) => tree.products[each]?.[language] ?? each).join(', ');
  return (
    <>
      {t('tree.preview.end', {
        department: departments.find(({ key }) => key === leaf.jurisdiction)?.name ?? leaf.jurisdiction,
        size: t(`size.${leaf.size}`),
      })}{' '}
      {leaf.products.length === 0 ? '' : t('tree.preview.offers', { products })}
    </>
  );
}
