import type { ChatFile } from '../../../http/chat/protocol.ts';

/** A message of the client's the server has not confirmed. `failed` waits for a tap, the others go by themselves. */
export interface Pending {
  readonly id: string;
  readonly text: string;
  readonly choice?: { readonly question: string; readonly option: string };
  readonly files?: readonly PendingFile[];
  /** seq of the message it answers */
  readonly quote?: number;
  /** tapped in the menu */
  readonly topic?: string;
  /** when it was written, ms */
  readonly at: number;
  readonly state: 'sending' | 'waiting' | 'failed';
  /** of a failed one: the desk refuses it, or breaks on it */
  readonly why?: 'refused' | 'broken';
}

/** A file of a message on its way; what was chosen is kept under `key` until the desk has it. */
export interface PendingFile {
  readonly key: string;
  readonly name: string;
  readonly mediaType: string;
  /** bytes */
  readonly size: number;
  /** as the desk has it; null while it does not */
  readonly file: ChatFile | null;
}
