/** Holds a personal link's token, and makes the address forget it once it was used. */
export interface Invite {
  readonly token: string;
  used(): void;
}

const parameter = 'invite';

/** Finds the token of a personal link in the page's address; what is used up is no use to whoever copies the address. */
export function inviteIn(location: Pick<Location, 'href'>, history: Pick<History, 'state' | 'replaceState'>): Invite | null {
  const token = new URL(location.href).searchParams.get(parameter);
  if (token === null || token === '' || token.length > 256) return null;
  return {
    token,
    used() {
      const address = new URL(location.href);
      address.searchParams.delete(parameter);
      history.replaceState(history.state, '', address);
    },
  };
}
