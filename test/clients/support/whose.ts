/** A join that stands. */
interface Standing {
  readonly id: string;
  /** a contact, or an address */
  readonly from: string;
  readonly into: string;
}

/**
 * Says whose an address is, by what happened alone and without knowing how joins are stored: a contact, or an address nobody wrote from,
 * that was joined stands for whom it was joined to, until that is undone.
 */
export function createWhose() {
  const origins = new Map<string, string>();
  let joins: Standing[] = [];
  const rootOf = (node: string): string => {
    const join = joins.find((each) => each.from === node);
    return join === undefined ? node : rootOf(join.into);
  };
  return {
    /** whose an address is; null: nobody's */
    holderOf: (at: string): string | null => {
      const join = joins.find((each) => each.from === at);
      if (join !== undefined) return rootOf(join.into);
      const origin = origins.get(at);
      return origin === undefined ? null : rootOf(origin);
    },
    rootOf,
    begins: (at: string, contact: string) => void origins.set(at, contact),
    originOf: (at: string) => origins.get(at),
    joins: () => joins,
    join: (each: Standing) => void joins.push(each),
    undo: (id: string) => {
      joins = joins.filter((each) => each.id !== id);
    },
  };
}
