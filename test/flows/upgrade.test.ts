import { describe, expect, it, test } from 'vitest';
import { supportFlow } from '../../flows/index.ts';
import { questionTree } from '../../flows/question-tree.ts';
import { newestVersion, upgrade } from '../../flows/upgrade.ts';
import { statuses } from '../../src/domain/decision.ts';
import type { ConversationEvent } from '../../src/domain/event.ts';
import { replay } from '../../src/engine/replay.ts';
import stored from '../fixtures/flows/support-1.json' with { type: 'json' };
import { assigned, irina, lapsed, replied, says } from './world.ts';

const flow = supportFlow(questionTree);

/** Every state of version 1, as it was stored, with the log that led to it. */
const states = stored.map((each) => ({ ...each, events: each.events as ConversationEvent[] }));

describe('a state stored by version 1', () => {
  test('is kept of every status', () => {
    expect(new Set(states.map((each) => flow.outline(each.state).status))).toEqual(new Set(statuses));
  });

  it.each(states)('$name: goes on, and holds what a new one would', ({ state, events }) => {
    const upgraded = upgrade(state, 1);
    expect(flow.outline(upgraded)).toEqual(flow.outline(state));
    expect(upgraded).toEqual(replay(flow, events));
    for (const event of [says(), assigned(irina), replied(irina), lapsed(irina)]) {
      expect(flow.step(upgraded, event)).toEqual(flow.step(replay(flow, events), event));
    }
  });

  it('is where a replay goes on from', () => {
    for (const { state, events } of states) {
      const snapshot = upgrade(state, 1);
      const log: ConversationEvent[] = [...events, { type: 'migrated', from: 1, to: newestVersion, snapshot }, says()];
      expect(replay(flow, log)).toEqual(flow.step(snapshot, says()).state);
    }
  });
});

test('a state of the newest version stays as it is, and one of a version to come is refused', () => {
  const [{ state } = { state: null }] = states;
  if (state === null) throw new Error('no states');
  expect(upgrade(state, newestVersion)).toBe(state);
  expect(() => upgrade(state, newestVersion + 1)).toThrow('not known');
});
