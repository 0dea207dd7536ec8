import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type Language, languages } from '../../../domain/language.ts';
import { usePage } from '../frame/page.ts';
import type { NextDraft, TreeDraft } from './tree-draft.ts';

interface Step {
  readonly question: string;
  readonly answer: string;
  readonly next: NextDraft;
}

/** The draft walked as a client walks it, in either language, on something like a phone. */
export function TreePreview({ tree }: { readonly tree: TreeDraft }): JSX.Element {
  const { t, language: own } = usePage();
  const [language, setLanguage] = useState<Language>(own);
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const [typed, setTyped] = useState('');
  const last = steps.at(-1);
  const here: NextDraft = last?.next ?? { question: tree.root };
  const question = 'question' in here ? tree.questions[here.question] : undefined;
  const leaf = 'leaf' in here ? tree.leaves[here.leaf] : undefined;
  const go = (answer: string, next: NextDraft): void => {
    setSteps([...steps, { question: question?.ask[language] ?? '', answer, next }]);
    setTyped('');
  };
  return (
    <section class="phone-frame" aria-label={t('tree.preview')}>
      <header class="phone-head">
        <h2>{t('tree.preview')}</h2>
        <span class="segments">
          {languages.map((each) => (
            <button key={each} type="button" aria-pressed={each === language} onClick={() => setLanguage(each)}>
              {each}
            </button>
          ))}
        </span>
        <button type="button" class="link-button" onClick={() => setSteps([])}>
          {t('tree.preview.again')}
        </button>
      </header>
      <div class="phone" lang={language} data-testid="tree-preview">
        <p class="phone-says">{tree.greeting[language]}</p>
        {steps.map((each, index) => (
          <div key={`${index} ${each.answer}`} class="phone-step">
            <p class="phone-says">{each.question}</p>
            <p class="phone-answer">{each.answer}</p>
          </div>
        ))}
        {question === undefined ? null : (
          <>
            <p class="phone-says">{question.ask[language]}</p>
            {question.kind === 'text' ? (
              <form
                class="phone-typed"
                onSubmit={(event) => {
                  event.preventDefault();
                  if (typed.trim() !== '') go(typed.trim(), question.next);
                }}
              >
                <input
                  class="input"
                  dir="auto"
                  aria-label={t('tree.preview.typed')}
                  value={typed}
                  onInput={(event) => setTyped(event.currentTarget.value)}
                />
                <button type="submit" class="button" disabled={typed.trim() === ''}>
                  {t('tree.preview.send')}
                </button>
              </form>
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
        )}
        {leaf === undefined ? null : <p class="phone-says">{leaf.word?.[language] ?? ''}</p>}
      </div>
      <p class="muted form-hint" role="status" data-testid="preview-end">
        {leaf !== undefined ? (
          <>
            {t('tree.preview.end', { department: t(`tree.leaf.${leaf.jurisdiction}`), size: t(`size.${leaf.size}`) })}{' '}
            {leaf.products.length === 0
              ? ''
              : t('tree.preview.offers', { products: leaf.products.map((each) => tree.products[each]?.[own] ?? each).join(', ') })}
          </>
        ) : question === undefined ? (
          t('tree.preview.nowhere')
        ) : null}
      </p>
    </section>
  );
}
