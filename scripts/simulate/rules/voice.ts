import type { RuleWatch } from './rule.ts';

/** R14: between two words of people stands at most one of the desk's. A question that is answered was a word of its own. */
export function oneVoice(): RuleWatch {
  /** by window, the desk's texts since the last word of a person, by seq */
  const standing = new Map<string, Set<number>>();
  return {
    rule: 'R14',
    holds: 'between two words of people the client reads at most one text of the desk',
    see({ plan }, { applied, broken }) {
      for (const { windowId, seq, deletedAt } of plan.edits) if (deletedAt !== null) standing.get(windowId)?.delete(seq);
      for (const { windowId, seq, author, audience, deletedAt } of plan.messages.toSorted((a, b) => a.seq - b.seq)) {
        if (audience !== 'client' || deletedAt !== null) continue;
        const since = standing.get(windowId) ?? new Set();
        standing.set(windowId, since);
        if (author !== 'system') since.clear();
        else {
          since.add(seq);
          applied();
          if (since.size > 1) broken(`${since.size} texts of the desk in a row`);
        }
      }
    },
  };
}
