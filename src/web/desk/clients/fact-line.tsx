import type { JSX } from 'preact';
import type { FactShown } from '../../../http/desk/clients/facts.ts';
import type { FactInput } from '../../../http/desk/clients/record-fact.ts';
import { moneyText } from '../../../texts/money.ts';
import type { Problem } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { wordsFor } from '../kit/problem.ts';
import { date } from '../kit/time.ts';
import type { Translate } from '../kit/words.ts';

type Worded = FactShown | FactInput;

function about(t: Translate, fact: Worded): string {
  if (fact.type === 'outreach') return meansInWords(t, fact.means);
  const notes = [
    fact.productLine,
    fact.type === 'payment' ? kindInWords(t, fact.kind) : null,
    fact.type === 'deal' && fact.unrepresentative === true ? t('facts.unrepresentative.short') : null,
    'corrects' in fact && fact.corrects ? t('facts.corrects') : null,
  ];
  return notes.filter((each) => each !== null).join(', ');
}

function meansInWords(t: Translate, means: string): string {
  return means === 'call' || means === 'email' || means === 'message' || means === 'visit' ? t(`facts.means.${means}`) : means;
}

export function kindInWords(t: Translate, kind: string): string {
  return kind === 'monthly' || kind === 'once' ? t(`facts.kind.${kind}`) : kind;
}

export function FactLine({ fact }: { readonly fact: Worded }): JSX.Element {
  const { t, language } = usePage();
  return (
    <>
      <span class="fact-head">
        <strong>{t(`facts.${fact.type}`)}</strong>
        {fact.type === 'outreach' ? null : <span class="fact-amount">{moneyText(language, fact.amount, fact.currency)}</span>}
        <time class="muted" dateTime={fact.at}>
          {date(language, new Date(fact.at))}
        </time>
      </span>
      <span class="muted" dir="auto">
        {about(t, fact)}
      </span>
    </>
  );
}

interface UnderwayProps {
  readonly recording: { readonly fact: FactInput; readonly problem: Problem | null };
  readonly again: () => void;
  readonly correct: () => void;
  readonly drop: () => void;
}

export function FactUnderway({ recording: { fact, problem }, again, correct, drop }: UnderwayProps): JSX.Element {
  const { t } = usePage();
  return (
    <li class="fact-underway" data-testid="fact-underway">
      <FactLine fact={fact} />
      <span role="status" class="muted">
        {problem === null ? t('facts.saving') : null}
      </span>
      {problem === null ? null : (
        <span class="trouble" role="alert" data-testid="fact-trouble">
          <span>{t('facts.unsaved', { reason: problem.code === 'forbidden' ? t('problem.fact-forbidden') : wordsFor(t, problem) })}</span>
          <button type="button" class="link-button" onClick={again}>
            {t('facts.again')}
          </button>
          <button type="button" class="link-button" onClick={correct}>
            {t('facts.back')}
          </button>
          <button type="button" class="link-button" onClick={drop}>
            {t('facts.drop')}
          </button>
        </span>
      )}
    </li>
  );
}
