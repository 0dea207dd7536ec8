import type { FlowState } from '../../domain/decision.ts';
import { type OpenTell, passedOn } from '../../domain/voice.ts';
import { feed } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, departmentKey } from '../batch/draft.ts';
import { formerOf } from '../batch/former.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { waitIn } from '../turns/hold.ts';

/*
 * Within the policy's hours after it was settled a matter can go on: a message that quotes it says so by itself, any other begins a new
 * matter, until the client or a colleague says that it is the same (R15).
 */

/** The younger conversation ends, and the former matter goes on with what the client wrote in it; nothing said there is moved or said anew. */
export function goOnWithFormer(batch: Batch, younger: ConversationDraft): Handled {
  const { row, flow, window } = younger;
  const former = formerOf(younger);
  if (former === undefined || row.status === 'resolved') return refused('no-former-matter');
  const { lastMessage, introduced, specialist } = flow.outline(row.state as FlowState);
  const waits = row.openTurnId !== null || row.status === 'asking';
  const hasAnswered = !waits && specialist !== null && row.specialistId === specialist;
  const wait = waitIn(younger);
  const isTheirs =
    hasAnswered && batch.company.people.get(specialist)?.department === departmentKey(batch.company, former.row.departmentId);
  row.joinedInto = former.row.id;
  // Whoever is named next is named where they were told who comes: no second text after their words (R14).
  window.row.tell = passedOn(window.row.tell as OpenTell | null, row.id, former.row.id);
  former.row.channel = row.channel;
  former.row.target = row.target;
  feed(batch, younger, { type: 'joined', into: former.row.id });
  feed(batch, former, { type: 'continued', message: lastMessage, waits, ...wait, introduced, ...(isTheirs && { specialist }) });
  return done(former);
}
