import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { BehindNow, BehindRow, MorningNow } from '../../../http/desk/now/morning-contract.ts';
import type { DeskTextKey } from '../../../texts/desk.ts';
import { moneyText } from '../../../texts/money.ts';
import { usePage } from '../frame/page.ts';
import { Loaded } from '../frame/page-frame.tsx';
import { Unproven } from '../kit/chips.tsx';
import { Drawer } from '../kit/drawer.tsx';
import { More } from '../kit/more.tsx';
import { date, fullTime } from '../kit/time.ts';
import { clientAddress, conversationAddress, To } from '../kit/to-conversation.tsx';
import { useRead } from '../kit/use-read.ts';
import { isMorningList } from './morning.tsx';
import { WaitingList } from './waiting-list.tsx';

const live = ['waiting', 'deadlines', 'queue'] as const;
type MorningList = keyof MorningNow['numbers'];
type List = (typeof live)[number] | 'unsent' | MorningList;

/** Tells whether an address names a number that opens. */
export const isList = (of: string): of is List => of === 'unsent' || live.some((each) => each === of) || isMorningList(of);

/** Rows that are read at a time. */
const pageRows = 50;

export interface BehindProps {
  readonly of: List;
  readonly close: () => void;
}

/** Shows what a number counts, as many as it says, each with where it opens. */
export function Behind({ of, close }: BehindProps): JSX.Element {
  const { t, api, desk } = usePage();
  const read = useRead(`behind ${of}`, null, () => api('GET /now/behind', { query: { of, limit: String(pageRows) } }));
  const [further, setFurther] = useState<readonly BehindNow[]>([]);
  useEffect(() => setFurther([]), [of]);
  const isLive = live.some((each) => each === of);
  const meaning = isLive || of === 'unsent' ? null : t(`morning.${of as MorningList}.means`);
  const title = isLive || of === 'unsent' ? t(`now.n.${of as (typeof live)[number] | 'unsent'}`) : t(`morning.${of as MorningList}`);
  const more = async (offset: number): Promise<void> => {
    const answer = desk.noteAnswer(await api('GET /now/behind', { query: { of, limit: String(pageRows), offset: String(offset) } }));
    if (answer.ok) setFurther((before) => [...before, answer.value]);
  };
  return (
    <Drawer title={title} name="behind" close={close}>
      {meaning === null ? null : <p class="muted page-text">{meaning}</p>}
      <Loaded read={read}>
        {(first) => {
          const pages = [first, ...further];
          const [rows, waiting] = [pages.flatMap((each) => each.rows), pages.flatMap((each) => each.waiting)];
          const shown = rows.length + waiting.length;
          if (shown === 0) return <p class="muted">{t('behind.none')}</p>;
          return (
            <>
              {isLive ? (
                <WaitingList name="behind-rows" rows={waiting} counts={of === 'deadlines' ? 'due' : 'wait'} />
              ) : (
                <ul class="rows now-rows" data-testid="behind-rows">
                  {rows.map((row, n) => (
                    <li key={n}>
                      <Row row={row} />
                    </li>
                  ))}
                </ul>
              )}
              <More more={shown < first.total ? () => void more(shown) : null} />
            </>
          );
        }}
      </Loaded>
    </Drawer>
  );
}

function Row({ row }: { readonly row: BehindRow }): JSX.Element {
  const { conversation, client } = row;
  const to = conversation !== null ? conversationAddress(conversation) : client !== null ? clientAddress(client) : null;
  if (to === null) return <div class="line">{<Inside row={row} />}</div>;
  return (
    <To to={to} class="line" name="behind-row">
      <Inside row={row} />
    </To>
  );
}

function Inside({ row }: { readonly row: BehindRow }): JSX.Element {
  const { t, language } = usePage();
  const { title, proven, specialist, department, state, note, money, count, due, at } = row;
  const isAbsence = title === null && specialist !== null && count !== null;
  const name = isAbsence ? specialist.name : (title ?? t('behind.hidden'));
  const about = [
    isAbsence ? null : specialist?.name,
    department?.name,
    state === null ? null : t(`morning.state.${state}` as DeskTextKey),
    count === null ? null : t(isAbsence ? 'behind.clients' : 'behind.payments', { count }),
  ].filter((each) => each !== null && each !== undefined);
  const when =
    due !== null
      ? t('behind.due', { date: date(language, new Date(`${due}T12:00:00`)) })
      : at === null
        ? null
        : isAbsence
          ? t('behind.back', { date: date(language, new Date(at)) })
          : fullTime(language, new Date(at));
  return (
    <>
      <span class="line-main">
        <span class="line-top">
          <strong class="ellipsis" dir="auto">
            {name}
          </strong>
          <Unproven of={{ name: title, proven }} />
        </span>
        <span class="muted" dir="auto">
          {about.join(' · ')}
        </span>
        {note === null ? null : (
          <span class="excerpt" dir="auto">
            {note}
          </span>
        )}
      </span>
      <span class="behind-side">
        {money.map(({ currency, amount }) => (
          <strong key={currency}>{moneyText(language, amount, currency)}</strong>
        ))}
        {when === null ? null : <span class="muted">{when}</span>}
      </span>
    </>
  );
}
