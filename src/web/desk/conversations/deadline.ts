import type { ConversationCard } from '../../../http/desk/conversations/card-contract.ts';

type Deadline = NonNullable<ConversationCard['deadline']>;

/** What is left of a deadline now. `paused`: nobody works just now, it goes on at `resumes`. */
export type Left =
  | { readonly type: 'left'; readonly ms: number }
  | { readonly type: 'paused'; readonly ms: number; readonly resumes: Date }
  | { readonly type: 'over'; readonly ms: number };

/** The spans begin at the server's now, which is a little ahead of a clock here that ticks in seconds. */
const tickMs = 5000;

/** Returns the working time until it is due; a promised time is the clock's. */
export function leftOf({ dueAt, kind, working }: Deadline, now: Date): Left {
  const [due, at] = [Date.parse(dueAt), now.getTime()];
  if (due <= at) return { type: 'over', ms: at - due };
  if (kind === 'promise' || working.length === 0) return { type: 'left', ms: due - at };
  const ahead = working
    .map((each) => [Math.max(at, Date.parse(each.from)), Math.min(due, Date.parse(each.until))] as const)
    .filter(([from, until]) => until > from);
  const ms = ahead.reduce((sum, [from, until]) => sum + until - from, 0);
  const next = ahead[0]?.[0];
  return next === undefined || next - at < tickMs ? { type: 'left', ms } : { type: 'paused', ms, resumes: new Date(next) };
}
