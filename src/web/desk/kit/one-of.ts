/** Returns the one of `all` that a text of the address names; null where it names none. */
export const oneOf = <T extends string>(all: readonly T[], text: string | undefined): T | null => all.find((each) => each === text) ?? null;
