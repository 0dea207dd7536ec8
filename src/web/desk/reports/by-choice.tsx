import type { JSX } from 'preact';
import type { Dimension } from '../../../reports/report.ts';
import { Choice } from '../kit/form-field.tsx';
import { dimensions } from './question.ts';
import { useReported } from './reported.ts';
import { useAsking } from './tools.tsx';
import { useWords } from './words.ts';

/** Chooses by what the table tells numbers apart: one thing, or two. */
export function ByChoice(): JSX.Element {
  const { say } = useWords();
  const ask = useAsking();
  const { question, answer, sees } = useReported();
  const [first = 'department', second] = question.by;
  const offered = dimensions.filter(
    (each) => answer.by.includes(each) && (sees === 'others' || (each !== 'department' && each !== 'specialist')),
  );
  const choose = (one: Dimension, other: Dimension | undefined): void =>
    ask({ by: [one, ...(other === undefined || other === one ? [] : [other])].join(','), sort: '' });
  return (
    <span class="by-choice">
      <Choice
        name="report-by"
        label={say('by')}
        value={first}
        all={offered.map((each) => [each, say('by.each', { name: say(`by.${each}`) })] as const)}
        choose={(each) => choose(each, second)}
      />
      <Choice
        name="report-by-second"
        label={say('by.second')}
        value={second ?? 'none'}
        all={[
          ['none', say('by.none')] as const,
          ...offered.filter((each) => each !== first).map((each) => [each, say('by.and', { name: say(`by.${each}`) })] as const),
        ]}
        choose={(each) => choose(first, each === 'none' ? undefined : each)}
      />
    </span>
  );
}
