import type { JSX } from 'preact';
import type { FactInput, FactShown } from '../../../http/desk/clients/fact-contract.ts';
import { moneyText } from '../../../texts/money.ts';
import type { Problem } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { wordsFor } from '../kit/problem.ts';
import { date } from '../kit/time.ts';
import type { Say } from '../kit/words.ts';

type Worded = FactShown | FactInput;

function about(say: Say, fact: Worded): string {
  if (fact.type === 'outreach') return meansInWords(say, fact.means);
  const notes = [
    fact.productLine,
    fact.type === 'payment' ? kindInWords(say, fact.kind) : null,
    fact.type === 'deal' && fact.unrepresentative === true ? say('facts.unrepresentative.short') : null,
    'corrects' in fact && fact.corrects ? say('facts.corrects') : null,
  ];
  return notes.filter((each) => each !== null).join(', ');
}

function meansInWords(say: Say, means: string): string {
  return means === 'call' || means === 'email' || means === 'message' || means === 'visit' ? say(`facts.means.${means}`) : means;
}

export function kindInWords(say: Say, kind: string): string {
  return kind === 'monthly' || kind === 'once' ? say(`facts.kind.${kind}`) : kind;
}

export function FactLine({ fact }: { readonly fact: Worded }): JSX.Element {
  const { say, language } = usePage();
  return (
    <>
      <span class="fact-head">
        <strong>{say(`facts.${fact.type}`)}</strong>
        {fact.type === 'outreach' ? null : <span class="fact-amount">{moneyText(language, fact.amount, fact.currency)}</span>}
        <time class="muted" dateTime={fact.at}>
          {date(language, new Date(fact.at))}
        </time>
      </span>
      <span class="muted" dir="auto">
        {about(say, fact)}
      </span>
    </>
  );
}

interface UnderwayProps {
  readonly telling: { readonly fact: FactInput; readonly problem: Problem | null };
  readonly again: () => void;
  readonly correct: () => void;
  readonly drop: () => void;
}

export function FactUnderway({ telling: { fact, problem }, again, correct, drop }: UnderwayProps): JSX.Element {
  const { say } = usePage();
  return (
    <li class="fact-underway" data-testid="fact-underway">
      <FactLine fact={fact} />
      <span role="status" class="muted">
        {problem === null ? say('facts.saving') : null}
      </span>
      {problem === null ? null : (
        <span class="trouble" role="alert" data-testid="fact-trouble">
          <span>
            {say('facts.unsaved', { reason: problem.code === 'forbidden' ? say('problem.fact-forbidden') : wordsFor(say, problem) })}
          </span>
          <button type="button" class="link-button" onClick={again}>
            {say('facts.again')}
          </button>
          <button type="button" class="link-button" onClick={correct}>
            {say('facts.back')}
          </button>
          <button type="button" class="link-button" onClick={drop}>
            {say('facts.drop')}
          </button>
        </span>
      )}
    </li>
  );
}
