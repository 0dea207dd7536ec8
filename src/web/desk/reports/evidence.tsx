import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { DeskEvidence } from '../../../http/reports/desk-evidence.ts';
import { usePage } from '../frame/page.ts';
import { Loaded } from '../frame/page-frame.tsx';
import { Unproven } from '../kit/chips.tsx';
import { Drawer } from '../kit/drawer.tsx';
import { Empty } from '../kit/empty.tsx';
import { More } from '../kit/more.tsx';
import { fullTimeIn } from '../kit/time.ts';
import { clientAddress, conversationAddress, To } from '../kit/to-conversation.tsx';
import { evidenceWords } from './evidence-words.ts';
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
                <ul class="evidence-rows">
                  {value.rows.map((row, index) => (
                    <Line key={`${row.at} ${row.conversation} ${index}`} row={row} />
                  ))}
                </ul>
                <More more={read.more} />
              </>
            )
          }
        </Loaded>
      </div>
    </Drawer>
  );
}

function Line({ row }: { readonly row: DeskEvidence }): JSX.Element {
  const { language } = usePage();
  const wording = useWords();
  const { answer, names, plan } = useReported();
  const { conversation, client, title, proven } = row;
  const words = wording.say(title === null ? 'evidence.closed' : 'evidence.stranger');
  const name = title === null || title === '' ? words : title;
  const to = conversation !== null && title !== null ? conversationAddress(conversation) : null;
  const shown = conversation === null && client !== null && title !== null ? clientAddress(client) : to;
  const who = [row.person, row.department === null ? null : names.nameOf('department', row.department)].filter((each) => each !== null);
  return (
    <li data-testid="evidence-row">
      <span class="evidence-top">
        {shown === null ? (
          <span class="muted">{name}</span>
        ) : (
          <To to={shown} class="plain-link" name="evidence-open">
            <strong dir="auto">{name}</strong>
          </To>
        )}
        {title === null || title === '' ? null : <Unproven of={{ name: title, proven }} />}
        <time class="muted" dateTime={row.at}>
          {fullTimeIn(language, new Date(row.at), answer.timeZone)}
        </time>
      </span>
      <span>{evidenceWords(wording, plan.report, row).join(', ')}</span>
      <span class="muted" dir="auto">
        {who.join(', ')}
      </span>
    </li>
  );
}
