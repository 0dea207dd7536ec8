import { outreachByHandles } from '../../db/clients/outreach.ts';
import type { Queries } from '../../db/db.ts';
import type { FlowState } from '../../domain/decision.ts';
import { type Colleague, handlesIn, type Lead, type LeadingPurpose, leadOf, outreachSince } from '../../domain/lead.ts';
import { knows } from '../submissions/begin.ts';
import type { Arrival } from './arrival.ts';
import type { Batch, ConversationDraft, WindowDraft } from './draft.ts';
import { unique } from './order.ts';

/** Where strangers answer which manager contacted them, or for which organisation they write, the outreach on record that they may mean is read (R5). */
export async function readLeads(tx: Queries, batch: Batch, arrivals: readonly Arrival[]): Promise<void> {
  const seen = new Set<WindowDraft>();
  const typed = arrivals.flatMap(({ repeats, window, kind, submission }) => {
    if (repeats !== null || window === null) return [];
    const isNext = seen.has(window);
    seen.add(window);
    const text = kind.typed?.(submission) ?? null;
    return text !== null && mayLead(window, isNext) ? [text] : [];
  });
  const handles = unique(typed.flatMap(handlesIn), ({ kind, value }) => `${kind} ${value}`);
  batch.outreach = await outreachByHandles(tx, handles, outreachSince(batch.company.policy.data, batch.now));
}

/** What comes after another message of the batch may answer a question that is not asked yet. */
function mayLead(window: WindowDraft, isNext: boolean): boolean {
  return !knows(window) && (isNext || window.conversations.some((each) => purposeAsked(each) !== null));
}

/** Whom of sales the words lead to that answer the open question; null: to nobody new, or it was not asked for that. */
export function leadTyped(batch: Batch, conversation: ConversationDraft, text: string): Lead | null {
  const purpose = purposeAsked(conversation);
  if (purpose === null) return null;
  const before = conversation.flow.outline(conversation.row.state as FlowState).lead;
  return leadOf({ text, purpose }, batch.outreach, staffOf(batch), before);
}

function purposeAsked({ row, flow }: ConversationDraft): LeadingPurpose | null {
  const asking = row.status === 'asking' ? flow.outline(row.state as FlowState).asking : null;
  if (asking === null || !Object.hasOwn(flow.tree.questions, asking)) return null;
  const question = flow.tree.questions[asking];
  return question?.kind === 'text' ? (question.purpose ?? null) : null;
}

function staffOf({ company }: Batch): Colleague[] {
  return [...company.people.values()].map(({ id, name, department, hasLeft }) => ({
    id,
    name,
    hasLeft,
    isInSales: department === 'sales',
  }));
}
