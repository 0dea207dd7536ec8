import type { KnownBlock } from '@slack/types';
import type { DueQuestion } from '../../db/slack/questions.ts';
import { tCard } from '../../texts/slack-card.ts';
import { permalink, type Workspace } from '../api/permalink.ts';
import { actions, type Block, button, linkButton, section } from '../format/blocks.ts';
import { escaped } from '../format/escape.ts';

/** The button under a question, and the view it opens. */
export const answerQuestionAction = 'okno_question_answer';

/** Writes a question as it stands in the channel of whoever answers about money: with a button, or with its answer once there is one. */
export function questionPost(question: DueQuestion, workspace: Workspace): { readonly text: string; readonly blocks: KnownBlock[] } {
  const { id, language, isDone, answer, asker, answerer, threadChannel, threadTs } = question;
  const asked = tCard(language, 'question.asked', { name: asker ?? tCard(language, 'nobody') });
  const thread =
    threadChannel === null || threadTs === null
      ? []
      : [linkButton(tCard(language, 'question.thread'), 'okno_link', permalink(workspace, threadChannel, threadTs))];
  const doing = isDone ? thread : [button(tCard(language, 'question.answer'), answerQuestionAction, id, 'primary'), ...thread];
  const end = isDone ? [section(tCard(language, 'question.answered', { name: answerer ?? '', answer: answer ?? '' }))] : [];
  const blocks: Block[] = [section(asked), section(question.question), ...end, ...(doing.length === 0 ? [] : [actions(...doing)])];
  return { text: escaped(asked), blocks: blocks as unknown as KnownBlock[] };
}
