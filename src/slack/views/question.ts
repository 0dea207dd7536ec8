import { finishTask } from '../../clients/meetings/end.ts';
import { findTask, type TaskRow } from '../../db/work/tasks.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import { type Block, section } from '../format/blocks.ts';
import { isId, type SlackView } from '../receive/payloads.ts';
import { t } from '../translate.ts';
import { type About, enteredIn, input, mistake, modal, type ViewAnswer, writing } from './modal.ts';

/** The view in which a question to finance is answered (R10). */
export const questionView = 'okno_question_view';

/** Finds the question a button is about; null where it is not for whoever tapped. */
export async function questionTapped({ db }: SlackContext, { viewer }: Colleague, task: string): Promise<TaskRow | null> {
  const row = isId(task) ? await findTask(db, viewer, task) : null;
  return row?.kind === 'finance' ? row : null;
}

/** Asks for the answer, under the question itself. */
export function questionModal({ language }: Pick<Colleague, 'language'>, { id, text }: Pick<TaskRow, 'id' | 'text'>): Block {
  const words = { title: t(language, 'question.title'), submit: t(language, 'question.submit'), close: t(language, 'cancel') };
  const about: About = { conversation: '', channel: null, threadTs: null, more: id };
  const answer = input('answer', t(language, 'question.answer'), writing(2000), { hint: t(language, 'question.hint') });
  return modal(questionView, words, about, [section(text), answer]);
}

/** Answers it, once: who was second reads that somebody has. */
export async function submitQuestion(context: SlackContext, who: Colleague, { more = '' }: About, view: SlackView): Promise<ViewAnswer> {
  const { language, viewer } = who;
  const outcome = enteredIn(view, 'answer').text;
  if (outcome === '') return mistake('answer', t(language, 'needed'));
  if ((await questionTapped(context, who, more)) === null) return mistake('answer', t(language, 'question.not-yours'));
  const row = await finishTask(context, viewer, { id: more, outcome, result: null });
  return row?.done_by === viewer.id ? null : mistake('answer', t(language, 'refusal.answered-already'));
}
