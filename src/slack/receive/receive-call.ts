import type { Db } from '../../db/db.ts';
import { giveBackCall, takeCall } from '../../db/slack/receive.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Connection, SlackDeps } from '../deps.ts';
import { parseBody } from './parse-call.ts';
import { type SignedCall, signingKey, verify } from './signature.ts';

export interface SlackCall extends SignedCall {
  readonly type: string | undefined;
  /** `x-slack-retry-num` */
  readonly retry: string | undefined;
}

export type CallOutcome =
  /** carried out, or nothing to us; with what Slack asked for */
  | { readonly type: 'taken'; readonly answer: unknown }
  /** `not-found`: there is no signing secret; `not-ready`: the workspace was not reached yet */
  | { readonly type: 'refused'; readonly code: 'not-found' | 'slack-signature' | 'bad-json' | 'not-ready' | 'slack-app' };

export type ReceiveCall = (call: SlackCall) => Promise<CallOutcome>;

interface CallDeps {
  /** null before the workspace was reached */
  readonly connection: () => Connection | null;
  /** carries out what a body says; null when it is not ours */
  readonly receive: (body: Record<string, unknown>) => Promise<{ readonly answer: unknown } | null>;
}

/** Makes what receives the calls of `/slack/events`: verified, parsed, and carried out once. */
export async function createReceiveCall(
  { db, now, log }: Pick<SlackDeps, 'db' | 'now' | 'log'>,
  signingSecret: string | undefined,
  { connection, receive }: CallDeps,
): Promise<ReceiveCall> {
  const key = signingSecret === undefined ? null : await signingKey(signingSecret);
  const refuse = (verdict: string, code: 'slack-signature' | 'slack-app'): CallOutcome => {
    log.warn({ verdict }, 'a call in the name of Slack was refused');
    return { type: 'refused', code };
  };
  return async (call) => {
    if (key === null) return { type: 'refused', code: 'not-found' };
    const verdict = await verify(key, call, now());
    if (verdict !== 'good') return refuse(verdict, 'slack-signature');
    const body = parseBody(call.body, call.type);
    if (body === null) return { type: 'refused', code: 'bad-json' };
    if (body['type'] === 'url_verification') return { type: 'taken', answer: { challenge: body['challenge'] } };
    const reached = connection();
    if (reached === null) return { type: 'refused', code: 'not-ready' };
    const received = await receiveOnce(db, reached.account, call, now(), () => receive(body));
    if (received === 'copy') return refuse('copy', 'slack-signature');
    return received === null ? refuse('another-app', 'slack-app') : { type: 'taken', answer: received.answer };
  };
}

/**
 * Does nothing a second time for a call that somebody has copied. Slack says when it repeats an event, which may be within the second its
 * signature stands for: those are told apart by their event's id.
 */
async function receiveOnce<T>(db: Db, account: AccountId, call: SlackCall, now: Date, work: () => Promise<T>): Promise<T | 'copy'> {
  const signature = call.signature ?? '';
  const isEvent = /^application\/json\b/i.test(call.type ?? '');
  const isNew = await takeCall(db, account, signature, now);
  if (!isNew && !(isEvent && call.retry !== undefined)) return 'copy';
  try {
    return await work();
  } catch (error) {
    await giveBackCall(db, account, signature);
    throw error;
  }
}
