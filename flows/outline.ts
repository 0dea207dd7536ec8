import { clientQuestion, type QuestionId } from '../src/domain/content.ts';
import type { FlowState, Outline, Status } from '../src/domain/decision.ts';
import type { SupportContext } from './context.ts';
import { lateIn } from './was-late.ts';

/**
 * What others need to know of a stored state. `specialist` is the person in charge; of a resolved or closed conversation the
 * one who was in charge last, else who settled it.
 */
export function outlineOf(state: FlowState): Outline {
  const { status, asking } = place(state.value);
  const context = contextIn(state);
  const over = status === 'resolved' || status === 'closed';
  return {
    status,
    asking,
    department: context.department,
    specialist: over ? context.former : context.specialist,
    standIn: context.standIn ?? null,
    replaced: context.replaced ?? null,
    late: lateIn({ ...context, replaced: context.replaced ?? null }).map((each) => each.specialist),
    metBy: context.metBy ?? null,
    size: context.size,
    agreed: context.agreed ?? null,
    answers: context.answers,
    leaf: context.leaf,
    lead: context.lead ?? null,
    lastMessage: context.lastMessage,
    introduced: context.introduced ?? null,
    offer: context.offer === 'made' && !over,
  };
}

/** The machine wrote it, so it is the machine's context. States of older machines may be read, and are brought up to date before they go on. */
export function contextIn(state: FlowState): SupportContext {
  return state.context as SupportContext;
}

function place(value: unknown): { readonly status: Status; readonly asking: QuestionId | null } {
  if (value === 'choosing') return { status: 'asking', asking: clientQuestion };
  if (typeof value === 'string' && isPlain(value)) return { status: value, asking: null };
  if (typeof value === 'object' && value !== null) {
    const [[state, inner] = []] = Object.entries(value);
    if (state === 'asking' && typeof inner === 'string') return { status: 'asking', asking: inner };
    if (state === 'serving' && isServing(inner)) return { status: inner, asking: null };
  }
  throw new Error(`not a state of the support flow: ${JSON.stringify(value)}`);
}

type Plain = Exclude<Status, 'asking' | Serving>;
type Serving = 'waiting-on-us' | 'waiting-on-client';

const plain: ReadonlySet<string> = new Set<Plain>(['seeking', 'queued', 'transferred', 'reopened', 'resolved', 'closed']);

const isPlain = (value: string): value is Plain => plain.has(value);

const isServing = (value: unknown): value is Serving => value === 'waiting-on-us' || value === 'waiting-on-client';
