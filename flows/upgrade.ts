import type { FlowState } from '../src/domain/decision.ts';

/** The version new conversations begin with. */
export const newestVersion = 2;

/** From the version of the key to the next one. A step that has landed never changes: states of every age go through it. */
const steps: Readonly<Record<number, (state: FlowState) => FlowState>> = {
  /** Stand-ins, takeovers and promised times came (R13). */
  1: ({ value, context }) => ({ value, context: { ...context, standIn: null, replaced: null, takeover: false, promised: false } }),
};

/** A state as stored by an older version of the support flow, step by step as the newest version would hold it. Throws for a version to come. */
export function upgrade(state: FlowState, from: number): FlowState {
  let current = state;
  for (let version = from; version < newestVersion; version += 1) {
    const step = steps[version];
    if (step === undefined) throw new Error(`no way from version ${version} of the support flow`);
    current = step(current);
  }
  if (from > newestVersion) throw new Error(`version ${from} of the support flow is not known`);
  return current;
}
