import { FactRefused } from '../../clients/facts.ts';
import { outreachMeans } from '../../clients/record-outreach.ts';
import { tellOutreach, tellsOutreach } from '../../clients/tell-outreach.ts';
import { cleanText } from '../../domain/content.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import type { Block } from '../format/blocks.ts';
import type { SlackView } from '../receive/payloads.ts';
import { t } from '../translate.ts';
import { callerAction, callerIn } from './log-contact.ts';
import { enteredIn, input, line, mistake, modal, notice, type Option, radio, type ViewAnswer, writing } from './modal.ts';

export const outreachView = 'okno_outreach_view';

const typed = ['person', 'organisation', 'phone', 'email', 'telegram'] as const;
const nowhere = { conversation: '', channel: null, threadTs: null };

/** Builds the view in which a salesperson or a head writes down whom they called or wrote to first (R5): somebody known, or anybody by how they are reached. */
export function outreachModal({ language, viewer }: Colleague): Block | null {
  if (!tellsOutreach(viewer)) return null;
  const means: Option[] = outreachMeans.map((value) => ({ value, text: t(language, `outreach.${value}`) }));
  const first = means[0] ?? { value: 'call', text: 'call' };
  const known = {
    type: 'external_select',
    action_id: callerAction,
    min_query_length: 3,
    placeholder: { type: 'plain_text', text: t(language, 'log.caller.placeholder') },
  };
  const words = { title: t(language, 'outreach.title'), submit: t(language, 'log.submit'), close: t(language, 'cancel') };
  return modal(outreachView, words, nowhere, [
    input('means', t(language, 'outreach.means'), radio(means, first)),
    input('caller', t(language, 'log.caller'), known, { optional: true }),
    ...typed.map((each) => input(each, t(language, `outreach.${each}`), line(200), { optional: true })),
    input('note', t(language, 'log.note'), writing(2000), { optional: true }),
  ]);
}

/** Writes down what was entered; a view sent off twice is one outreach. */
export async function submitOutreach(context: SlackContext, { viewer, language }: Colleague, view: SlackView): Promise<ViewAnswer> {
  const chosen = enteredIn(view, 'caller').chosen;
  const contact = chosen === null ? null : (callerIn(chosen)?.contact ?? null);
  const entered = typed.map((each) => [each, cleanText(enteredIn(view, each).text.trim())] as const).filter(([, text]) => text !== '');
  const note = cleanText(enteredIn(view, 'note').text.trim());
  const { data: policy, version: policyVersion } = context.company().policy;
  const actor = { kind: 'specialist', id: viewer.id } as const;
  const now = context.now();
  try {
    await context.db.transaction((tx) =>
      tellOutreach({ tx, now, newId: context.newId, policy, policyVersion, actor }, viewer, {
        key: `slack-${view.id}`,
        at: now,
        means: outreachMeans.find((each) => each === enteredIn(view, 'means').chosen) ?? 'call',
        contact,
        ...(entered.length > 0 && { newcomer: Object.fromEntries(entered) }),
        ...(note !== '' && { note }),
      }),
    );
  } catch (error) {
    if (!(error instanceof FactRefused)) throw error;
    // Sent off once more, it is told at another time: what was kept stays.
    if (error.code !== 'fact-differs') return mistake('person', t(language, 'outreach.wrong'));
  }
  return { response_action: 'update', view: notice(t(language, 'outreach.title'), t(language, 'close'), t(language, 'outreach.kept')) };
}
