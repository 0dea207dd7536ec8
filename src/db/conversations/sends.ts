import { type Named, named } from '../names.ts';
import { channelAccount, type message, outbox } from '../schema.ts';

/** How one thing that was to bring a message to the client, or a change of it, stands. */
export interface SendRow {
  readonly verb: 'send' | 'edit' | 'delete';
  readonly channel: string | null;
  readonly status: string;
  readonly reason: string | null;
}

const o = named(outbox, 'o');
const a = named(channelAccount, 'a');

const channel = `(select ${a.kind} from ${a} where ${a.id}::text = split_part(${o.target}, ':', 1))`;

/** Selects the `SendRow`s of a message in the order they were made; null where nothing was to leave. */
export const sendsOf = (m: Pick<Named<typeof message>, 'windowId' | 'seq'>) => `(select json_agg(
    json_build_object('verb', ${o.verb}, 'status', ${o.status}, 'reason', ${o.reason}, 'channel', ${channel}) order by ${o.n})
  from ${o} where ${o.windowId} = ${m.windowId} and ${o.seq} = ${m.seq} and ${o.audience} = 'client')`;
