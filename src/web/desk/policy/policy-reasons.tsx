import type { JSX } from 'preact';
import type { Worded } from '../../../domain/language.ts';
import { mostReasons } from '../../../domain/policy-wholes.ts';
import { usePage } from '../frame/page.ts';
import { Mistakes } from './mistakes.tsx';
import { WordedField } from './worded-field.tsx';

export interface ReasonsProps {
  readonly reasons: readonly Worded[];
  readonly may: boolean;
  readonly mistakes: ReadonlyMap<string, string>;
  readonly change: (reasons: readonly Worded[]) => void;
}

/** Edits the reasons that are one tap away where somebody says why a client's last words need no answer (R13). */
export function PolicyReasons({ reasons, may, mistakes, change }: ReasonsProps): JSX.Element {
  const { t } = usePage();
  const wrong = [...mistakes].flatMap(([path, words]) => (path.startsWith('noReplyReasons') ? [words] : []));
  return (
    <>
      {reasons.map((words, at) => (
        <div key={at} class="policy-line-row">
          <WordedField
            label={t('policy.reasons.reason', { n: at + 1 })}
            name={`reason-${at}`}
            disabled={!may}
            words={words}
            change={(next) => change(reasons.map((each, i) => (i === at ? next : each)))}
          />
          {may ? (
            <button
              type="button"
              class="link-button"
              data-testid={`reason-remove-${at}`}
              onClick={() => change(reasons.filter((_, i) => i !== at))}
            >
              {t('policy.topics.remove')}
            </button>
          ) : null}
        </div>
      ))}
      {may && reasons.length < mostReasons ? (
        <button type="button" class="button" data-testid="reason-add" onClick={() => change([...reasons, { ru: '', en: '' }])}>
          {t('policy.reasons.add')}
        </button>
      ) : null}
      <Mistakes words={[...new Set(wrong)]} />
    </>
  );
}
