import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { usePage } from '../frame/page.ts';
import { Loaded } from '../frame/page-frame.tsx';
import { Drawer } from '../kit/drawer.tsx';
import { Empty } from '../kit/empty.tsx';
import { More } from '../kit/more.tsx';
import { EvidenceRows } from './evidence-rows.tsx';
import { ExportLinks } from './export-links.tsx';
import { daysName } from './names.ts';
import { narrowedTo, type Question, readPlace } from './question.ts';
import { columnOf, useReported } from './reported.ts';
import { useEvidence } from './use-evidence.ts';
import { useWords } from './words.ts';

/** Shows, where the address names a number, all that it was made of; each leads to its conversation, if one may read it. */
export function Evidence(): JSX.Element | null {
  const { state, desk } = usePage();
  const { query } = state.address;
  const metric = query['metric'] ?? '';
  useFocusBack(metric !== '');
  if (metric === '') return null;
  const close = (): void => desk.go({ query: { ...query, metric: '', at: '', past: '' } });
  return <Behind key={`${metric} ${query['at']} ${query['past']}`} metric={metric} close={close} />;
}

/** Gives the focus back to the number that was pressed, once the drawer is closed. */
function useFocusBack(isOpen: boolean): void {
  const from = useRef<Element | null>(null);
  useEffect(() => {
    if (!isOpen) return;
    from.current = document.activeElement?.closest('.drawer') === null ? document.activeElement : from.current;
    return () => {
      if (from.current instanceof HTMLElement && from.current.isConnected) from.current.focus({ preventScroll: true });
    };
  }, [isOpen]);
}

function Behind({ metric, close }: { readonly metric: string; readonly close: () => void }): JSX.Element {
  const { state, language } = usePage();
  const { say } = useWords();
  const reported = useReported();
  const { question, answer, names, plan } = reported;
  const { query } = state.address;
  const place = readPlace(query['at']);
  const { compared } = answer;
  const period =
    query['past'] === '1' && compared !== null ? { name: 'own' as const, from: compared.from, until: compared.until } : question.period;
  const asked: Question = narrowedTo({ ...question, period }, place);
  const read = useEvidence(plan.report, asked, metric);
  const column = columnOf(reported, metric);
  const { day: _, week: __, month: ___, ...rest } = place;
  const where = Object.entries(rest).map(([dimension, value]) => names.nameOf(dimension as keyof typeof rest, value));
  return (
    <Drawer name="evidence" title={column?.name[language] ?? metric} close={close}>
      <div class="evidence">
        <p class="evidence-where">{[...where, daysName(language, asked.period.from, asked.period.until)].join(', ')}</p>
        <p class="muted">{column?.definition[language]}</p>
        <Loaded read={read}>
          {(value) =>
            value.total === 0 ? (
              <Empty text={say('evidence.none')} />
            ) : (
              <>
                <p class="evidence-count" role="status" data-testid="evidence-count">
                  {say('evidence.count', { count: value.total })}
                </p>
                <ExportLinks question={asked} metric={metric} />
                <EvidenceRows rows={value.rows} />
                <More more={read.more} />
              </>
            )
          }
        </Loaded>
      </div>
    </Drawer>
  );
}
