import type { JSX } from 'preact';
import { Loaded } from '../frame/page-frame.tsx';
import { More } from '../kit/more.tsx';
import { EvidenceRows } from './evidence-rows.tsx';
import { useReported } from './reported.ts';
import { useEvidence } from './use-evidence.ts';
import { useWords } from './words.ts';

/** Lists on the page itself all that a number is made of, for what the address asks. */
export function EvidenceList({ metric }: { readonly metric: string }): JSX.Element {
  const { say } = useWords();
  const { plan, question } = useReported();
  const read = useEvidence(plan.report, question, metric, 15);
  return (
    <section class="report-list" data-testid="report-list">
      <div class="section-head">
        <h2>{say('list')}</h2>
      </div>
      <Loaded read={read}>
        {({ rows, total }) => (
          <>
            <p class="muted">{say('evidence.count', { count: total })}</p>
            <EvidenceRows rows={rows} />
            <More more={read.more} />
          </>
        )}
      </Loaded>
    </section>
  );
}
