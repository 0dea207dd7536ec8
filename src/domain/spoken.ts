/** Ways to be with a client that leave nothing written: a specialist writes down what was said (R7). */
export const spokenKinds = ['call', 'visit'] as const;

export type SpokenKind = (typeof spokenKinds)[number];

export function isSpoken(channel: string): channel is SpokenKind {
  return spokenKinds.some((each) => each === channel);
}
