import { clientTx } from '../../clients/deps.ts';
import { FactRefused } from '../../clients/facts.ts';
import { outreachMeans } from '../../clients/record-outreach.ts';
import { mayRight, type OutreachWish, tellOutreach, tellsOutreach, withdrawOutreach } from '../../clients/tell-outreach.ts';
import { findOutreach, type OutreachRow } from '../../db/clients/outreach.ts';
import { staff } from '../../db/people/colleagues.ts';
import { detailKinds, detailOf } from '../../domain/contact-detail.ts';
import { cleanText } from '../../domain/content.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import type { Block } from '../format/blocks.ts';
import { isId, type SlackView } from '../receive/payloads.ts';
import { t } from '../translate.ts';
import { callerAction, callerIn } from './log-contact.ts';
import {
  type About,
  enteredIn,
  input,
  line,
  mistake,
  modal,
  notice,
  type Option,
  optionOf,
  radio,
  select,
  type ViewAnswer,
  writing,
} from './modal.ts';

export const outreachView = 'okno_outreach_view';
/** Buttons of a Home: a new one, one put right, one taken back. */
export const outreachAction = 'okno_outreach';
export const rightAction = 'okno_outreach_right';
export const withdrawAction = 'okno_outreach_withdraw';

const typed = ['person', 'organisation', 'phone', 'email', 'telegram'] as const;

/**
 * Builds the view in which a salesperson or a head writes down whom they called or wrote to first (R5), somebody known or anybody by how they
 * are reached, and who goes on with them; `of`: the record that is put right. Null: it is not theirs to write.
 */
export async function outreachModal(
  { db, now }: Pick<SlackContext, 'db' | 'now'>,
  { language, viewer }: Colleague,
  of: OutreachRow | null = null,
): Promise<Block | null> {
  if (!tellsOutreach(viewer)) return null;
  const means: Option[] = outreachMeans.map((value) => ({ value, text: t(language, `outreach.${value}`) }));
  const first = means.find(({ value }) => value === of?.means) ?? means[0] ?? { value: 'call', text: 'call' };
  const known = {
    type: 'external_select',
    action_id: callerAction,
    min_query_length: 3,
    placeholder: { type: 'plain_text', text: t(language, 'log.caller.placeholder') },
    ...(of?.contact_id != null && { initial_option: optionOf({ value: of.contact_id, text: of.contact_name || '—' }) }),
  };
  const me: Option = {
    value: of?.specialist_id ?? viewer.id,
    text: of === null || of.specialist_id === viewer.id ? t(language, 'outreach.closer.me') : of.specialist_name,
  };
  const sales = (await staff(db, now())).filter((each) => each.department === 'sales' && each.id !== me.value);
  const others = sales.map(({ id, name }) => ({ value: id as string, text: name }));
  // Whoever goes on with them may be of sales no more: it is not another by looking at it.
  const kept =
    of === null || [me, ...others].some(({ value }) => value === of.closer_id) ? [] : [{ value: of.closer_id, text: of.closer_name }];
  const closers = [me, ...kept, ...others];
  const words = { title: t(language, 'outreach.title'), submit: t(language, 'log.submit'), close: t(language, 'cancel') };
  return modal(outreachView, words, { conversation: '', channel: null, threadTs: null, ...(of !== null && { more: of.id }) }, [
    input('means', t(language, 'outreach.means'), radio(means, first)),
    input('caller', t(language, 'log.caller'), known, { optional: true }),
    ...typed.map((each) => input(each, t(language, `outreach.${each}`), line(200, of?.[each] ?? ''), { optional: true })),
    input(
      'closer',
      t(language, 'outreach.closer'),
      select('value', [{ label: '', options: closers }], closers.find(({ value }) => value === of?.closer_id) ?? me),
      {
        hint: t(language, 'outreach.closer.hint'),
      },
    ),
    input('note', t(language, 'log.note'), writing(2000, of?.note ?? ''), { optional: true }),
  ]);
}

/** Finds the record a button names, where it is theirs to put right. */
export async function outreachToRight({ db }: Pick<SlackContext, 'db'>, { viewer }: Colleague, id: string): Promise<OutreachRow | null> {
  const row = isId(id) ? await findOutreach(db, id) : null;
  return row !== null && mayRight(viewer, row) ? row : null;
}

/** Takes a record back; one that was put right or taken back meanwhile stays as it is. */
export async function takeBackOutreach(context: SlackContext, who: Colleague, id: string): Promise<void> {
  if ((await outreachToRight(context, who, id)) === null) return;
  try {
    await context.db.transaction((tx) =>
      withdrawOutreach(clientTx(context, { kind: 'specialist', id: who.viewer.id }, tx), who.viewer, id, `slack-withdraw-${id}`),
    );
  } catch (error) {
    if (!(error instanceof FactRefused)) throw error;
  }
}

/** Writes down what was entered; a view sent off twice is one outreach. */
export async function submitOutreach(context: SlackContext, who: Colleague, about: About, view: SlackView): Promise<ViewAnswer> {
  const { language } = who;
  const unreadable = detailKinds.find((each) => {
    const { text } = enteredIn(view, each);
    return text !== '' && detailOf(each, text) === null;
  });
  if (unreadable !== undefined) return mistake(unreadable, t(language, `outreach.unreadable.${unreadable}`));
  const former = about.more === undefined ? null : await outreachToRight(context, who, about.more);
  const wish = { ...rightedIn(wishIn(view), former), key: `slack-${view.id}`, at: former?.at ?? context.now(), corrects: about.more };
  try {
    await context.db.transaction((tx) => tellOutreach(clientTx(context, { kind: 'specialist', id: who.viewer.id }, tx), who.viewer, wish));
  } catch (error) {
    if (!(error instanceof FactRefused)) throw error;
    const refusal = refused(error, language);
    if (refusal !== null) return refusal;
  }
  const closer = wish.closer == null ? undefined : context.company().people.get(wish.closer as never);
  const isOwn = closer === undefined || closer.id === who.viewer.id;
  const words = isOwn ? t(language, 'outreach.kept') : t(language, 'outreach.kept.closer', { name: closer.name });
  return { response_action: 'update', view: notice(t(language, 'outreach.title'), t(language, 'close'), words) };
}

/** The view asks for no client: what is put right stays about the one it was about, unless another contact is chosen. */
function rightedIn(wish: Wish, former: OutreachRow | null): Wish {
  const isOther = wish.contact !== null && wish.contact !== former?.contact_id;
  return isOther ? wish : { ...wish, client: former?.client_id };
}

type Wish = Omit<OutreachWish, 'key' | 'at'>;

function wishIn(view: SlackView): Wish {
  const chosen = enteredIn(view, 'caller').chosen;
  const closer = enteredIn(view, 'closer').chosen;
  const entered = typed.map((each) => [each, cleanText(enteredIn(view, each).text.trim())] as const).filter(([, text]) => text !== '');
  const note = cleanText(enteredIn(view, 'note').text.trim());
  return {
    means: outreachMeans.find((each) => each === enteredIn(view, 'means').chosen) ?? 'call',
    contact: chosen === null ? null : (callerIn(chosen)?.contact ?? null),
    closer: closer !== null && isId(closer) ? closer : null,
    ...(entered.length > 0 && { newcomer: Object.fromEntries(entered) }),
    ...(note !== '' && { note }),
  };
}

/** Null: sent off once more, it is told at another time; what was kept stays. */
function refused({ code }: FactRefused, language: Colleague['language']): ViewAnswer {
  switch (code) {
    case 'fact-differs':
      return null;
    case 'outreach-not-found':
    case 'outreach-corrected':
      return mistake('means', t(language, 'outreach.righted'));
    case 'unknown-specialist':
      return mistake('closer', t(language, 'outreach.closer.gone'));
    default:
      return mistake('organisation', t(language, 'outreach.wrong'));
  }
}
