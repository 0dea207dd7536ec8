import { wordsOf } from '../../../flows/words.ts';
import { type DepartmentKey, inSentence } from '../../domain/department.ts';
import type { Tell } from '../../domain/effect.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { MessageBody } from '../../domain/message.ts';
import type { OpenTell } from '../../domain/voice.ts';
import { staffedAgainAt } from '../assign/queue-deadline.ts';
import type { Batch, ConversationDraft, LoadBook } from '../batch/draft.ts';
import { soonDue } from '../turns/hold.ts';
import { postSystemMessage } from './post.ts';

/** A text of the desk in words, in the client's language. `book`: among whom somebody was sought in vain. */
export function tellInWords(batch: Batch, conversation: ConversationDraft, tell: Tell, book: LoadBook | null): MessageBody {
  const { company, now } = batch;
  const { flow, window } = conversation;
  const { language } = window.contact;
  const id = 'specialist' in tell ? tell.specialist : undefined;
  const person = id === undefined ? undefined : company.people.get(id);
  // Whoever met another department's client works elsewhere than the conversation's matter (R7).
  const key = person?.department ?? ('department' in tell ? tell.department : undefined);
  const department = company.departments.find((each) => each.key === key);
  const beside = besideOf(conversation);
  return wordsOf(tell, {
    tree: flow.tree,
    language,
    specialistName: person?.name ?? '',
    departmentName: department === undefined ? '' : inSentence(department, language),
    timeZone: department?.timeZone ?? 'UTC',
    staffedAgainAt: key === undefined ? null : book === null ? toldBefore(conversation, now) : staffedAgainAt(company, book.rows, key, now),
    ...(beside !== null && { beside }),
    clients: window.clients,
    ...(tell.key === 'called' && { met: metIn(batch, conversation, tell.standIn) }),
    now,
  });
}

/** Tells the client who is with them, before that person's first words (R14). */
export function postJoined(batch: Batch, conversation: ConversationDraft, specialist: SpecialistId, department: DepartmentKey): void {
  postSystemMessage(batch, conversation, tellInWords(batch, conversation, { type: 'tell', key: 'joined', specialist, department }, null));
}

/** Two matters are open in the window, one of them about money: what is said of either has to say of which. */
function besideOf({ row, window }: ConversationDraft): 'finance' | 'other' | null {
  const isOpen = (status: string) => status !== 'closed' && status !== 'resolved';
  const others = window.conversations.filter((each) => each.row.id !== row.id && isOpen(each.row.status));
  if (row.track === 'finance') return others.some((each) => each.row.track !== 'finance') ? 'finance' : null;
  return others.some((each) => each.row.track === 'finance') ? 'other' : null;
}

/** How a client is met, until when whoever is called comes, and who helps where they do not. */
function metIn({ company, plan, now }: Batch, conversation: ConversationDraft, standIn: SpecialistId | undefined) {
  const { row } = conversation;
  const said = plan.messages.findLast((each) => each.conversationId === row.id && each.author === 'client');
  const { due } = soonDue({ company, now }, conversation);
  const spoken = (said?.body as MessageBody | undefined)?.spoken ?? toldLast(conversation)?.params?.['kind'];
  const kind = spoken === 'call' ? ('call' as const) : ('visit' as const);
  return {
    kind,
    due: row.dueAt !== null && row.dueAt > now && row.dueAt < due ? row.dueAt : due,
    by: standIn === undefined ? null : (company.people.get(standIn)?.name ?? null),
  };
}

/** When they were told before that somebody will be there, as long as that lies ahead: nobody has been looked for since. */
function toldBefore(conversation: ConversationDraft, now: Date): Date | null {
  const at = toldLast(conversation)?.params?.['at'];
  return at !== undefined && new Date(at) > now ? new Date(at) : null;
}

/** What the desk's text that still stands says of the conversation; null: nothing, or somebody has written since. */
export function toldLast({ row, window }: ConversationDraft): MessageBody | null {
  const parts = (window.row.tell as OpenTell | null)?.parts ?? [];
  return parts.findLast((each) => each.conversation === row.id)?.body ?? null;
}
