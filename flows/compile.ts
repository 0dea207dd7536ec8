import type { Meaning } from '../src/domain/content.ts';
import type { DepartmentKey } from '../src/domain/department.ts';
import type { SeekReason } from '../src/domain/effect.ts';
import { answered, ask, decided, keepMessage, missed, openTurn, record, reminded, seek, type supportSetup, wantAnybodyOf } from './acts.ts';
import type { SupportContext, SupportEvent } from './context.ts';
import { type Next, optionsOf, type Question, type Tree } from './tree.ts';

type StateConfig = Parameters<typeof supportSetup.createStateConfig>[0];

/** Who gets a stranger the tree could not place. */
const desks: DepartmentKey = 'client';

/** This many messages that answer nothing, and a person comes (R2). */
const missesAllowed = 1;

/** The tree as states of the support machine: one a question, a transition an answer. */
export function compileTree(tree: Tree): Record<string, StateConfig> {
  return Object.fromEntries(Object.keys(tree.questions).map((id) => [id, questionState(tree, id)]));
}

/** Where the very first message leads: it may answer the first question, or ask for a person at once. */
export function firstAnswers(tree: Tree) {
  return [
    ...taps(tree, tree.root),
    { guard: saysHuman, target: '#support.seeking', actions: [keepMessage, ...toPerson('asked-for-human')] },
  ];
}

function questionState(tree: Tree, id: string): StateConfig {
  const asked = questionOf(tree, id);
  return {
    on: {
      'client.message': [
        ...taps(tree, id),
        { guard: saysHuman, target: '#support.seeking', actions: [keepMessage, ...toPerson('asked-for-human')] },
        // Whoever starts anew has cleared their chat: the question stands nowhere any more.
        { guard: saysStart, target: `#support.asking.${id}`, reenter: true, actions: [keepMessage, ask(id, 'asked')] },
        ...(asked.kind === 'text' ? typedAnswer(tree, id, asked.next) : misses(id)),
        { actions: keepMessage },
      ],
    },
    after: {
      reminder: { actions: [ask(id, 'reminder'), reminded(id)] },
      abandon: { target: '#support.closed', actions: [record('abandoned'), record('closed')] },
    },
  };
}

function taps(tree: Tree, id: string) {
  return optionsOf(questionOf(tree, id)).map(({ option, next }) => ({ guard: saysOption(id, option), ...way(tree, id, option, next) }));
}

function typedAnswer(tree: Tree, id: string, next: Next) {
  return [{ guard: saysText, ...way(tree, id, undefined, next) }];
}

function misses(id: string) {
  return [
    { guard: saysTextAgain, target: '#support.seeking', actions: [keepMessage, missed(id), ...toPerson('not-understood')] },
    // Entered anew, so that the waits for an answer begin again.
    { guard: saysText, target: `#support.asking.${id}`, reenter: true, actions: [keepMessage, missed(id), ask(id, 'not-understood')] },
  ];
}

function way(tree: Tree, question: string, option: string | undefined, next: Next) {
  const kept = [keepMessage, answered(question, option)];
  if ('question' in next) return { target: `#support.asking.${next.question}`, actions: [...kept, ask(next.question, 'asked')] };
  const leaf = tree.leaves[next.leaf];
  if (leaf === undefined) throw new Error(`tree "${tree.name}": no leaf "${next.leaf}"`);
  const placed = decided(next.leaf, leaf.jurisdiction, leaf.size, leaf.word !== undefined);
  return { target: '#support.seeking', actions: [...kept, placed, openTurn, seek('opened')] };
}

/** Somebody of the client department, whatever could not be told. */
export function toPerson(reason: SeekReason) {
  return [wantAnybodyOf(desks), openTurn, seek(reason)];
}

function questionOf(tree: Tree, id: string): Question {
  const found = tree.questions[id];
  if (found === undefined) throw new Error(`tree "${tree.name}": no question "${id}"`);
  return found;
}

interface Input {
  readonly context: SupportContext;
  readonly event: SupportEvent;
}

function meaningOf(event: SupportEvent): Meaning | null {
  return event.type === 'client.message' || event.type === 'opened' ? event.says : null;
}

const saysOption =
  (question: string, option: string) =>
  ({ event }: Input) => {
    const says = meaningOf(event);
    return says?.kind === 'option' && says.option === option && says.question === question;
  };

export const saysHuman = ({ event }: Input) => meaningOf(event)?.kind === 'asks-human';

export const saysStart = ({ event }: Input) => meaningOf(event)?.kind === 'start';

export const saysText = ({ event }: Input) => meaningOf(event)?.kind === 'text';

export const saysTextAgain = ({ context, event }: Input) => context.misses >= missesAllowed && meaningOf(event)?.kind === 'text';
