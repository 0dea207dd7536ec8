import { faultCode, SlackFault } from '../api/web-api.ts';
import type { SlackContext } from '../deps.ts';
import type { Block } from '../format/blocks.ts';
import { t } from '../translate.ts';
import type { SlackView } from './payloads.ts';
import { answerTap, type Tap } from './tap.ts';

/** Opens a view before Slack is answered: a trigger is good for three seconds. Whoever tapped is told when that was too late. */
export async function openView(context: SlackContext, tap: Tap, view: Block): Promise<void> {
  if (tap.trigger === null) return;
  if (!(await isViewOpened(context, tap.trigger, view))) tellPrivately(context, tap, 'view.expired');
}

/** Opens a view; false when Slack did not: the trigger was too old, or Slack was out of reach. */
export function isViewOpened(context: SlackContext, trigger: string, view: Block): Promise<boolean> {
  return isDone(context, 'views.open', { trigger_id: trigger, view });
}

/** Draws a view anew, unless it has changed since it was seen: then whoever chose in it is told. */
export async function updateView(context: SlackContext, tap: Tap, { id, hash }: SlackView, view: Block): Promise<void> {
  const isDrawn = await isDone(context, 'views.update', { view_id: id, ...(hash ? { hash } : {}), view });
  if (!isDrawn) tellPrivately(context, tap, 'view.changed');
}

/** Calls for a view; what Slack refuses is no fault of the call that brought it here. */
async function isDone(context: SlackContext, method: string, parameters: Readonly<Record<string, unknown>>): Promise<boolean> {
  try {
    await context.api.call(method, parameters);
    return true;
  } catch (error) {
    if (!(error instanceof SlackFault)) throw error;
    context.log.warn({ method, code: faultCode(error) }, 'a view was not shown');
    return false;
  }
}

/** Tells whoever tapped: where they tapped, or, in their Home or a view of no thread, in their messages from the app. */
function tellPrivately(context: SlackContext, tap: Tap, key: 'view.expired' | 'view.changed'): void {
  if (tap.channel !== null) return answerTap(context, tap, key);
  const said = context.api.call('chat.postMessage', { channel: tap.user, text: t(tap.who.language, key) });
  context.inBackground(said);
}
