import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';
import { useReported } from './reported.ts';
import { useWords } from './words.ts';

/** Lists what every number of the report is; on paper it is open. */
export function Definitions(): JSX.Element {
  const { language } = usePage();
  const { say } = useWords();
  const { answer } = useReported();
  return (
    <details class="definitions">
      <summary>{say('definitions')}</summary>
      <dl>
        {answer.columns.map((each) => (
          <div key={each.key}>
            <dt>{each.name[language]}</dt>
            <dd>{each.definition[language]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
