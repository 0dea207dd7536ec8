import type { SpokenAnswer } from '../../../flows/walk.ts';
import { noteLogger } from '../../db/conversations/logged-by.ts';
import type { Content } from '../../domain/content.ts';
import type { ClientId, ContactId, ConversationId, SpecialistId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { LoggedContactKind } from '../../domain/logged-contact.ts';
import type { Deps } from '../deps.ts';
import type { Command, Outcome, Refusal } from '../submissions/submission.ts';

export interface CallLog {
  /** the desk's own id of it: the same again is a repeat */
  readonly key: string;
  readonly actor: SpecialistId;
  readonly kind: LoggedContactKind;
  /** somebody known, and of their clients the one it was for where they have several; or a stranger by name */
  readonly who: { readonly contact: ContactId; readonly client?: ClientId } | { readonly name: string };
  readonly language: Language;
  readonly answers: readonly SpokenAnswer[];
  /** what stands in the thread for somebody known, who is asked nothing */
  readonly words: string;
  readonly note: string | null;
  /** the logger serves them at once; with a reason where whoever was called could still come (R7) */
  readonly take: { readonly reason: string | null } | null;
}

export type Logged =
  | { readonly type: 'logged'; readonly conversation: ConversationId; readonly duplicate: boolean }
  | { readonly type: 'refused'; readonly code: Refusal };

type LogDeps = Pick<Deps, 'db' | 'submit' | 'now' | 'newId'>;

/**
 * Whoever met a caller or a visitor writes down what was said, in the order it was said, on the way every message takes (R3, R7):
 * so whom it would have gone to is called; the one who wrote it down stands in for them. A repeat goes on where the first one stopped.
 */
export async function logCall({ db, submit, now, newId }: LogDeps, log: CallLog): Promise<Logged> {
  const { key, actor, kind, who, language } = log;
  const address = 'contact' in who ? `contact:${who.contact}` : `${actor}/${key}`;
  const window = newId<'window'>();
  let first: Outcome | null = null;
  const contents = contentsOf(log);
  for (const [n, content] of contents.entries()) {
    const externalId = `${actor}/${key}/${n}`;
    const outcome = await submit({
      type: 'inbound',
      account: kind,
      externalId,
      address,
      window,
      ...who,
      language,
      content,
      metBy: actor,
      ...(log.take !== null && n === contents.length - 1 && { take: log.take }),
      occurredAt: now(),
    });
    if (outcome.type === 'refused') return outcome;
    first ??= outcome;
  }
  if (first?.type !== 'accepted' || first.conversation === null) return { type: 'refused', code: 'unknown-conversation' };
  const { conversation, duplicate } = first;
  await noteLogger(db, { id: newId<'audit'>(), at: now(), specialist: actor, conversation });
  const act = (name: string, command: Extract<Command, { type: 'note' | 'spoke' }>) =>
    submit({ type: 'desk', key: `${key}/${name}`, conversation, actor, command });
  if (log.note !== null) await act('note', { type: 'note', text: log.note });
  // Whoever has it now and is with the client has answered them; somebody else has not (R7).
  await act('spoke', { type: 'spoke', kind, note: null });
  return { type: 'logged', conversation, duplicate };
}

function contentsOf({ answers, words }: CallLog): readonly Content[] {
  if (answers.length === 0) return [{ text: words }];
  return answers.map(({ question, option, text = '' }) => (option === undefined ? { text } : { text: '', choice: { question, option } }));
}
