/** Ways to be with a client that leave nothing written: a specialist writes down what was said (R7). */
export const loggedContactKinds = ['call', 'visit'] as const;

export type LoggedContactKind = (typeof loggedContactKinds)[number];

export function isLoggedContact(channel: string): channel is LoggedContactKind {
  return loggedContactKinds.some((each) => each === channel);
}
