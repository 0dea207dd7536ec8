import type { SpokenAnswer } from '../../../flows/walk.ts';
import type { Content } from '../../domain/content.ts';
import type { ContactId, ConversationId, NewId, SpecialistId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { LoggedContactKind } from '../../domain/logged-contact.ts';
import { objections } from '../../domain/objection.ts';
import type { Command, Outcome, Refusal, Submit } from '../submissions/submission.ts';

export interface CallLog {
  /** the desk's own id of it: the same again is a repeat */
  readonly key: string;
  readonly actor: SpecialistId;
  readonly kind: LoggedContactKind;
  /** somebody known, or a stranger by name */
  readonly who: { readonly contact: ContactId } | { readonly name: string };
  readonly language: Language;
  readonly answers: readonly SpokenAnswer[];
  /** what stands in the thread for somebody known, who is asked nothing */
  readonly words: string;
  readonly note: string | null;
  readonly take: boolean;
}

export type Logged =
  | { readonly type: 'logged'; readonly conversation: ConversationId; readonly duplicate: boolean }
  | { readonly type: 'refused'; readonly code: Refusal };

interface LogDeps {
  readonly submit: Submit;
  readonly now: () => Date;
  readonly newId: NewId;
}

/**
 * Whoever met a caller or a visitor writes down what was said, in the order it was said, on the way every message takes (R3, R7):
 * so the matter goes to whom it would have gone. A repeat goes on where the first one stopped.
 */
export async function logCall({ submit, now, newId }: LogDeps, log: CallLog): Promise<Logged> {
  const { key, actor, kind, who, language } = log;
  const address = 'contact' in who ? `contact:${who.contact}` : `${actor}/${key}`;
  const person = 'contact' in who ? { contact: who.contact } : { name: who.name };
  const window = newId<'window'>();
  let first: Outcome | null = null;
  for (const [n, content] of contentsOf(log).entries()) {
    const externalId = `${actor}/${key}/${n}`;
    const outcome = await submit({
      type: 'inbound',
      account: kind,
      externalId,
      address,
      window,
      ...person,
      language,
      content,
      occurredAt: now(),
    });
    if (outcome.type === 'refused') return outcome;
    first ??= outcome;
  }
  if (first?.type !== 'accepted' || first.conversation === null) return { type: 'refused', code: 'unknown-conversation' };
  const { conversation, duplicate } = first;
  const act = (name: string, command: Parameters<typeof actionOf>[3]) => submit(actionOf(`${key}/${name}`, conversation, actor, command));
  if (log.note !== null) await act('note', { type: 'note', text: log.note });
  // Already theirs is as good as taken. The client stands before them: whatever they are otherwise, they are there.
  if (log.take) await act('take', { type: 'take', knowingly: objections });
  // Whoever has it now and is with the client has answered them; somebody else has not (R7).
  await act('spoke', { type: 'spoke', kind, note: null });
  return { type: 'logged', conversation, duplicate };
}

function contentsOf({ answers, words }: CallLog): readonly Content[] {
  if (answers.length === 0) return [{ text: words }];
  return answers.map(({ question, option, text = '' }) => (option === undefined ? { text } : { text: '', choice: { question, option } }));
}

function actionOf(
  key: string,
  conversation: ConversationId,
  actor: SpecialistId,
  command: Extract<Command, { type: 'note' | 'take' | 'spoke' }>,
) {
  return { type: 'desk' as const, key, conversation, actor, command };
}
