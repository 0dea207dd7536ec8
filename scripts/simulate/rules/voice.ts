import type { Plan } from '../../../src/db/batch/plan.ts';
import type { RuleWatch } from './rule.ts';

interface Line {
  readonly seq: number;
  readonly author: string;
  isGone: boolean;
}

/** R14: between two words of people stands at most one of the desk's. A question that is answered was a word of its own. */
export function oneVoice(): RuleWatch {
  const screens = createScreens();
  return {
    rule: 'R14',
    holds: 'between two words of people the client reads at most one text of the desk',
    see({ plan }, { applied, broken }) {
      applied(plan.messages.filter(({ author, audience }) => author === 'system' && audience === 'client').length);
      for (const count of screens.follow(plan)) broken(`${count} texts of the desk in a row`);
    },
  };
}

/** What the clients' screens show, window by window, as it is written, changed, taken away and put back. */
function createScreens() {
  const screens = new Map<string, Line[]>();
  const doubled = (lines: readonly Line[]) =>
    lines.filter((each, i) => each.author === 'system' && lines[i - 1]?.author === 'system').map(({ seq }) => seq);
  const shownIn = (window: string) => screens.get(window)?.filter((each) => !each.isGone) ?? [];
  return {
    /** Returns for each window in which the desk's texts came to stand behind one another, how many stand so. */
    follow({ messages, edits }: Plan): number[] {
      const touched = new Set([...messages, ...edits].map(({ windowId }) => windowId));
      const before = new Map([...touched].map((window) => [window, new Set(doubled(shownIn(window)))]));
      for (const { windowId, seq, author, audience, deletedAt } of messages) {
        if (audience !== 'client') continue;
        const lines = [...(screens.get(windowId) ?? []), { seq, author, isGone: deletedAt !== null }];
        screens.set(
          windowId,
          lines.toSorted((a, b) => a.seq - b.seq),
        );
      }
      for (const { windowId, seq, deletedAt } of edits) {
        const line = screens.get(windowId)?.find((each) => each.seq === seq);
        if (line !== undefined) line.isGone = deletedAt !== null;
      }
      return [...touched].flatMap((window) => {
        const now = doubled(shownIn(window));
        return now.some((seq) => before.get(window)?.has(seq) !== true) ? [now.length + 1] : [];
      });
    },
  };
}
