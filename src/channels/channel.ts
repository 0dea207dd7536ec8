import type { SendResult } from '../domain/delivery.ts';
import type { MessageBody } from '../domain/message.ts';

/** One thing that is to leave for a channel; the message as it reads now. */
export interface Dispatch {
  readonly window: string;
  /** the person's address in the channel */
  readonly address: string;
  readonly verb: 'send' | 'edit' | 'delete';
  readonly seq: number;
  readonly body: MessageBody | null;
}

/** What every channel offers the deliverer. */
export interface Channel {
  readonly kind: string;
  /** Never throws: whatever happened is one of the results. */
  send(dispatch: Dispatch): Promise<SendResult>;
}
