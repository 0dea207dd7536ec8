import TinyQueue from 'tinyqueue';

/** What is to happen in virtual time; of two at the same moment, the one put in first. */
export interface Agenda<Item> {
  put(at: number, item: Item): void;
  /** takes the next one off, if it is due before `end` */
  next(end: number): { readonly at: number; readonly item: Item } | null;
}

export function createAgenda<Item>(): Agenda<Item> {
  let order = 0;
  const queue = new TinyQueue<{ at: number; order: number; item: Item }>([], (a, b) => a.at - b.at || a.order - b.order);
  return {
    put(at, item) {
      queue.push({ at, order, item });
      order += 1;
    },
    next(end) {
      const first = queue.peek();
      if (first === undefined || first.at >= end) return null;
      queue.pop();
      return first;
    },
  };
}
