import { optionsOf, type Tree } from '../../flows/tree.ts';
import type { Queries } from '../db/db.ts';
import { type QuestionRow, readAsked, treesOf, writeQuestions } from '../db/reports/fold/questions.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { ConversationId } from '../domain/ids.ts';
import { type NextOf, questionsOf } from '../domain/reports/questions-of.ts';

/** Makes the questions that conversations came to of their logs, each by the tree it is pinned to (R2, R3). */
export async function foldQuestions(tx: Queries, calendar: Calendar, conversations: readonly ConversationId[]): Promise<void> {
  const { conversations: found, answers } = await readAsked(tx, conversations);
  const trees = await treesOf(tx, new Set(found.map(({ tree }) => tree)));
  const rows = found.flatMap(
    ({ conversation, tree: hash, status, soughtFor, openedAt, department, specialist, channel, origin }): QuestionRow[] => {
      const tree = trees.get(hash) as Tree | undefined;
      if (tree === undefined) return [];
      const own = answers.filter((each) => each.conversation === conversation);
      const log = {
        root: tree.root,
        answers: own.flatMap(({ question, option }) => (question === null ? [] : [{ question, option }])),
        isAsking: status === 'asking',
        isAbandoned: own.some(({ what }) => what === 'abandoned'),
        soughtFor,
      };
      return questionsOf(log, nextIn(tree)).map((asked) => ({
        ...asked,
        conversationId: conversation,
        at: openedAt,
        day: calendar.dayOf(openedAt),
        treeHash: hash,
        isServed: specialist !== null,
        departmentId: department,
        specialistId: specialist,
        channel,
        origin,
      }));
    },
  );
  await writeQuestions(tx, conversations, rows);
}

function nextIn({ questions }: Tree): NextOf {
  return (id, option) => {
    const question = Object.hasOwn(questions, id) ? questions[id] : undefined;
    if (question === undefined) return null;
    if (option !== null) return optionsOf(question).find((each) => each.option === option)?.next ?? null;
    return question.kind === 'text' ? question.next : null;
  };
}
