import type { JSX } from 'preact';
import type { WaitingNow } from '../../../http/desk/now/live-contract.ts';
import { usePage } from '../frame/page.ts';
import { Unproven } from '../kit/chips.tsx';
import { conversationAddress, To } from '../kit/to-conversation.tsx';
import { Countdown, Waited } from './clock.tsx';

export interface WaitingListProps {
  readonly name: string;
  readonly rows: readonly WaitingNow[];
  /** `due`: what is left of the deadline; `wait`: how long they have waited */
  readonly counts: 'due' | 'wait';
}

/** Lists conversations in which something runs out, each leading to where it is answered. */
export function WaitingList({ name, rows, counts }: WaitingListProps): JSX.Element {
  return (
    <ul class="rows now-rows" data-testid={name}>
      {rows.map((row) => (
        <li key={row.conversation}>
          <To to={conversationAddress(row.conversation)} class="line" name="now-row">
            <span class="line-main">
              <span class="line-top">
                <strong class="ellipsis" dir="auto">
                  {row.title}
                </strong>
                <Unproven of={row} />
              </span>
              <Where row={row} />
            </span>
            {counts === 'due' && row.deadline !== null ? <Countdown deadline={row.deadline} /> : <Since row={row} />}
          </To>
        </li>
      ))}
    </ul>
  );
}

function Where({ row }: { readonly row: WaitingNow }): JSX.Element {
  const { t } = usePage();
  const { specialist, department, deadline, channel } = row;
  const kind = deadline === null ? null : t(`now.kind.${deadline.kind}`);
  return (
    <span class="muted ellipsis" dir="auto">
      {[specialist?.name ?? t('now.queue.nobody'), department.name, kind ?? channel].join(' · ')}
    </span>
  );
}

function Since({ row }: { readonly row: WaitingNow }): JSX.Element | null {
  return row.waitingSince === null ? null : <Waited since={row.waitingSince} />;
}
