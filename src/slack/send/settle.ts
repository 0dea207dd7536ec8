import type { SendResult } from '../../domain/delivery.ts';
import { assertNever } from '../../domain/never.ts';
import type { Dispatch } from '../../engine/delivery/channel.ts';
import { failureOf } from '../api/failure.ts';
import type { Pace, Posting } from '../api/pace.ts';
import type { Workspace } from '../api/permalink.ts';
import type { Rebuild } from '../rebuild-thread.ts';
import { RootDeleted } from './send.ts';
import type { SlackThread } from './thread.ts';

export interface SettleDeps {
  /** null until Slack has told who we are */
  readonly workspace: () => Workspace | null;
  /** the thread begins anew, in the same channel or in the fallback one, and holds everything again */
  readonly rebuild: Rebuild;
  /** an administrator has to act; told as often as it happens */
  readonly alarm: (error: string) => Promise<void>;
  readonly pace: Pace;
}

const methods = { send: 'chat.postMessage', edit: 'chat.update', delete: 'chat.delete', react: 'chat.postMessage' } as const;

export const workspaceGate = (workspace: Workspace | null) => `slack:${workspace?.team ?? ''}`;
export const verbGate = (workspace: Workspace | null, verb: Dispatch['verb'], channel: string) =>
  methodGate(workspace, methods[verb], channel);
const methodGate = (workspace: Workspace | null, method: string, channel: string) => `${workspaceGate(workspace)}:${method}:${channel}`;

export const unsureMs = 1000;
const rebuiltSoonMs = 1000;
const unreachableMs = 10_000;
const noAccessMs = 60_000;
const nowhereMs = 60_000;

/** How far it came: `standing` are the parts that stand there all the same. */
interface BrokenOff {
  readonly error: unknown;
  readonly standing: readonly string[];
  readonly posting: Posting;
}

/** Says what an error means for the message, and does what has to be done about it. */
export async function settle(
  deps: SettleDeps,
  thread: SlackThread,
  verb: Dispatch['verb'],
  { error, standing, posting }: BrokenOff,
): Promise<SendResult> {
  const parts = verb === 'send' && standing.length > 0 ? { parts: standing, chat: thread.channel } : {};
  const workspace = deps.workspace();
  const failure = error instanceof RootDeleted ? ({ type: 'no-message' } as const) : failureOf(error);
  switch (failure.type) {
    case 'too-fast':
      if (failure.method === 'chat.postMessage') deps.pace.refused(thread.channel, failure.afterMs, posting);
      return {
        type: 'retry',
        afterMs: failure.afterMs,
        scope: methodGate(workspace, failure.method ?? methods[verb], thread.channel),
        ...parts,
      };
    case 'unreachable':
      return { type: 'retry', afterMs: unreachableMs, scope: workspaceGate(workspace), ...parts };
    case 'no-access':
      await deps.alarm(failure.error);
      return { type: 'retry', afterMs: noAccessMs, scope: workspaceGate(workspace), ...parts };
    case 'no-channel':
    case 'no-message': {
      const begun = await deps.rebuild(thread, failure.type === 'no-channel' ? 'no-channel' : 'no-root');
      if (begun === 'begun') return { type: 'retry', afterMs: rebuiltSoonMs };
      return { type: 'retry', afterMs: nowhereMs, scope: verbGate(workspace, verb, thread.channel) };
    }
    // Nothing is ever given up here: the thread is to be complete, however long Slack was down. The next try looks first.
    case 'unsure':
      return { type: 'retry', afterMs: unsureMs, ...parts };
    case 'not-ours':
      return { type: 'refused', reason: 'not-ours' };
    case 'refused':
      return { type: 'refused', reason: failure.error };
    default:
      return assertNever(failure);
  }
}
