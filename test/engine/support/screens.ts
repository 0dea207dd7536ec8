import type { Plan } from '../../../src/db/batch/plan.ts';

interface Shown {
  readonly seq: number;
  readonly author: string;
  readonly text: string;
  isGone: boolean;
}

/** What the clients' screens show, window by window, as it is written, changed and taken away. */
export function createScreens() {
  const screens = new Map<string, Map<number, Shown>>();
  return {
    follow({ messages, edits }: Plan): void {
      for (const { windowId, seq, author, audience, body, deletedAt } of messages) {
        if (audience !== 'client') continue;
        const screen = screens.get(windowId) ?? new Map<number, Shown>();
        screens.set(windowId, screen);
        screen.set(seq, { seq, author, text: (body as { text: string }).text, isGone: deletedAt !== null });
      }
      for (const { windowId, seq, deletedAt } of edits) {
        const shown = screens.get(windowId)?.get(seq);
        if (shown !== undefined) shown.isGone = deletedAt !== null;
      }
    },
    /** Texts of the desk that stand right behind another one of its own (R14). */
    doubled(): readonly Shown[] {
      return [...screens.values()].flatMap((screen) => {
        const shown = [...screen.values()].filter((each) => !each.isGone).toSorted((a, b) => a.seq - b.seq);
        return shown.filter((each, i) => each.author === 'system' && shown[i - 1]?.author === 'system');
      });
    },
  };
}
