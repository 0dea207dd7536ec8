import type { PortfolioDeps } from '../clients/deps.ts';
import { commit } from '../db/batch/commit.ts';
import type { Past } from '../db/demo/history.ts';
import { deliverAll, doTasks, nameOrigin } from '../db/demo/settle.ts';
import type { ConversationId, SpecialistId } from '../domain/ids.ts';
import { objections } from '../domain/objection.ts';
import { createArrivals } from './arrivals.ts';
import type { Booked } from './books.ts';
import { createDealings } from './dealings.ts';
import { happen as happenIn, saying } from './happenings.ts';
import { day, type Item, type Life } from './life.ts';
import type { Kept } from './memory.ts';
import { refresh } from './refresh.ts';

interface StoryParts {
  readonly deps: PortfolioDeps;
  readonly life: Life;
  readonly past: Past;
  /** what the clients from before buy and pay */
  readonly booked: readonly Booked[];
  /** organisations that nobody knows yet */
  readonly names: readonly string[];
}

/** The past as it goes on: by day in memory, on the evening of each day into the database, and the books are kept there. */
export function createStory({ deps, life, past, booked, names }: StoryParts) {
  const { memory, gathering } = life;
  const arrivals = createArrivals(life, names);
  const deal = createDealings(deps, life, past, booked);

  const forEach = (does: (kept: Kept, conversation: ConversationId) => void): void => {
    for (const kept of memory.windows.values()) for (const { id } of [...kept.conversations]) does(kept, id as ConversationId);
  };

  /** What happened since the last time is written, as one; the screens of the clients have shown it. */
  const write = async (): Promise<void> => {
    const plan = gathering.take();
    for (const row of [...plan.windows, ...plan.newWindows]) row.seenSeq = row.lastSeq;
    await deps.db.transaction(async (tx) => {
      await arrivals.write(tx);
      await commit(tx, plan);
      await deliverAll(tx);
    });
  };

  /** `before`: what was to be done since earlier than this is done. */
  const evening = async (before = new Date(life.at - day)): Promise<void> => {
    await write();
    await deal();
    // The books may have posted to windows: an introduction of who looks after a client from now on.
    await deliverAll(deps.db);
    await doTasks(deps.db, { by: new Date(life.at), before, outcome: saying(life, 'task.done') });
    await refresh(deps, life);
  };

  return {
    /** At the end whoever waits is answered, what is open is settled, and what is settled is closed, without the wait in which it is opened again. */
    happen(item: Item): void {
      if (item.type === 'begin') arrivals.begin();
      else if (item.type === 'settle') forEach((kept, conversation) => settle(life, kept, conversation));
      else if (item.type === 'close') forEach((_, conversation) => life.hasten(conversation));
      else if (item.type !== 'books') happenIn(life, item);
    },
    evening,
    async end(): Promise<void> {
      await evening(new Date(life.at + 1));
      await nameOrigin(deps.db);
    },
  };
}

function settle(life: Life, kept: Kept, conversation: ConversationId): void {
  const row = () => kept.conversations.find(({ id }) => id === conversation);
  const first = row();
  if (first === undefined || first.status === 'resolved') return;
  const department = life.staff.company.departments.find(({ id }) => id === first.departmentId);
  const own = first.specialistId as SpecialistId | null;
  const person = own ?? life.staff.colleagues.find(({ department: key, load }) => key === department?.key && load.serves)?.id;
  if (person === undefined || first.status === 'asking') return life.hasten(conversation);
  if (own === null) life.act(conversation, person, { type: 'take', knowingly: objections });
  if (row()?.status === 'waiting-on-us') life.act(conversation, person, { type: 'reply', text: saying(life, 'feature.then') });
  life.act(conversation, person, { type: 'resolve' });
}
