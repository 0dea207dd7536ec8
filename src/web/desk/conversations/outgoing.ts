import type { DeskMessage } from '../../../http/desk/conversations/message.ts';
import type { Problem } from '../api.ts';
import type { Mode } from './drafts.ts';

/** A file of a message on its way: it is at the server already. */
export interface OutgoingFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
}

/** A message on its way from this page; shown at once, dropped when the server's copy is on the screen. */
export interface Outgoing {
  readonly key: string;
  readonly conversation: string;
  readonly mode: Mode;
  readonly text: string;
  readonly files: readonly OutgoingFile[];
  /** seq of the message it answers */
  readonly quote?: number;
  readonly at: string;
  readonly state: 'sending' | 'sent' | 'failed';
  /** the newest message known when it was written: its own copy comes after */
  readonly afterSeq: number;
  /** its place, once the server has given it one */
  readonly seq: number | null;
  /** why it was refused; of one being sent: why it has not left yet */
  readonly problem: Problem | null;
}

const changed = (all: readonly Outgoing[], key: string, change: Partial<Outgoing>): readonly Outgoing[] =>
  all.map((each) => (each.key === key ? { ...each, ...change } : each));

export const accepted = (all: readonly Outgoing[], key: string, seq: number | null): readonly Outgoing[] =>
  changed(all, key, { state: 'sent', seq, problem: null });

export const refused = (all: readonly Outgoing[], key: string, problem: Problem): readonly Outgoing[] =>
  changed(all, key, { state: 'failed', problem });

export const delayed = (all: readonly Outgoing[], key: string, problem: Problem): readonly Outgoing[] => changed(all, key, { problem });

export const withoutFiles = (all: readonly Outgoing[], key: string, files: readonly string[]): readonly Outgoing[] =>
  all.map((each) => (each.key === key ? { ...each, files: each.files.filter(({ id }) => !files.includes(id)) } : each));

export const retried = (all: readonly Outgoing[], key: string): readonly Outgoing[] =>
  changed(all, key, { state: 'sending', problem: null });

export const dropped = (all: readonly Outgoing[], key: string): readonly Outgoing[] => all.filter((each) => each.key !== key);

const audienceOf = (mode: Mode): DeskMessage['audience'] => (mode === 'note' ? 'internal' : 'client');

function isCopy(message: DeskMessage, outgoing: Outgoing, author: string): boolean {
  if (message.conversation !== outgoing.conversation) return false;
  if (outgoing.seq !== null) return message.seq === outgoing.seq;
  return (
    message.seq > outgoing.afterSeq &&
    message.author === 'specialist' &&
    message.name === author &&
    message.audience === audienceOf(outgoing.mode) &&
    message.text === outgoing.text &&
    (message.files ?? []).length === outgoing.files.length
  );
}

/**
 * Returns what is still to be shown after the thread. The live copy often comes before the answer to our request (or the answer is
 * lost), so a copy is known by its place if we have it, else by author, audience and words; each message settles one only.
 */
export function settled(all: readonly Outgoing[], messages: readonly DeskMessage[], author: string): readonly Outgoing[] {
  const used = new Set<DeskMessage>();
  return all.filter((outgoing) => {
    const copy = messages.find((message) => !used.has(message) && isCopy(message, outgoing, author));
    if (copy !== undefined) used.add(copy);
    return copy === undefined;
  });
}

/** Returns the first one to send of each conversation; the others wait, so that messages arrive in the order they were written. */
export function heads(all: readonly Outgoing[]): readonly Outgoing[] {
  const seen = new Set<string>();
  return all.filter((each) => {
    if (each.state !== 'sending' || seen.has(each.conversation)) return false;
    seen.add(each.conversation);
    return true;
  });
}

/** Marks as failed what a reload interrupted: nobody knows how far the sending had come, and the key makes a retry harmless. */
export const interrupted = (all: readonly Outgoing[]): readonly Outgoing[] =>
  all
    .filter((each) => each.state !== 'sent')
    .map((each) => ({
      ...each,
      files: each.files ?? [],
      state: 'failed',
      problem: each.problem ?? { code: 'interrupted', message: '', status: 0 },
    }));
