import { clientTx } from '../../clients/deps.ts';
import { type OwnerWish, previewGiving } from '../../clients/give-client.ts';
import { hintsOf } from '../../clients/propose-owner.ts';
import type { ClientTx } from '../../clients/recorded.ts';
import { lockForOwner } from '../../clients/set-owner.ts';
import { type GivingUndone, undoGiving } from '../../clients/undo-giving.ts';
import { wishOwner } from '../../clients/wish-owner.ts';
import { findClient } from '../../db/clients/card.ts';
import { findProposal } from '../../db/clients/proposals.ts';
import { findConversation, ownersOf } from '../../db/conversations/card.ts';
import { type PersonRow, staff } from '../../db/people/colleagues.ts';
import { ownsClients } from '../../domain/department.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import { actions, type Block, button, label, section } from '../format/blocks.ts';
import { objectedWords } from '../objected.ts';
import type { SlackView } from '../receive/payloads.ts';
import { t } from '../translate.ts';
import { type About, enteredIn, input, line, mistake, modal, notice, type Option, radio, select, type ViewAnswer } from './modal.ts';
import { knowinglyOf, knownOf } from './transfer.ts';

export const ownerView = 'okno_owner_view';
/** is sent at once when a department is chosen, so that its people can be shown */
export const ownerDepartmentAction = 'okno_owner_department';
export const ownerUndoAction = 'okno_owner_undo';

type Asked = Parameters<typeof objectedWords>[2];

/** Asks whose the client of a conversation is to be, with everybody's portfolio before and after (R8, R12). Null: it has none yet. */
export async function ownerModal(
  context: SlackContext,
  { viewer, language }: Pick<Colleague, 'viewer' | 'language'>,
  about: About,
  department: string,
  asked: Asked | null = null,
): Promise<Block | null> {
  const found = await findConversation(context.db, viewer, about.conversation);
  if (found?.client_id == null) return null;
  const options = context
    .company()
    .departments.filter(({ key }) => ownsClients(key))
    .map(({ key, name }) => ({ value: key, text: name[language] }));
  const chosen = options.find((each) => each.value === department) ?? options[0];
  const elsewhere = (await ownersOf(context.db, found.client_id)).filter(({ key }) => key !== department);
  const keep: Option = { value: 'keep', text: t(language, 'owner.instead.keep') };
  const ending = elsewhere.map(({ key, name, department: where }): Option => {
    return { value: key, text: t(language, 'owner.instead.end', { name: label(name, 30), department: where[language] }) };
  });
  const people = await peopleOf(context, viewer, found.client_id, department, language);
  return modal(
    ownerView,
    {
      title: t(language, 'owner.title'),
      submit: t(language, asked === null ? 'owner.submit' : 'objected.anyway'),
      close: t(language, 'cancel'),
    },
    { ...about, ...(asked === null ? {} : { more: knownOf(asked) }) },
    [
      ...(asked === null ? [] : [section(objectedWords(context.company(), language, asked, context.now()))]),
      input('department', t(language, 'owner.department'), select(ownerDepartmentAction, [{ label: '', options }], chosen), { acts: true }),
      input(personField(department), t(language, 'owner.person'), select('value', [{ label: '', options: people }])),
      ...(ending.length === 0 ? [] : [input('instead', t(language, 'owner.instead'), radio([keep, ...ending], keep))]),
      input('reason', t(language, 'owner.reason'), line(500)),
    ],
  );
}

const personField = (department: string) => `owner:${department}`.slice(0, 255);

/** Lists who could own it, each with what their portfolio would come to; nobody of a department is a line that says so. */
async function peopleOf(
  context: SlackContext,
  viewer: Colleague['viewer'],
  client: string,
  department: string,
  language: 'ru' | 'en',
): Promise<Option[]> {
  const rows = (await staff(context.db, context.now())).filter((each) => each.department === department && each.serves).slice(0, 100);
  const shown = await context.db.transaction(async (tx) => {
    const ctx = clientTx(context, { kind: 'specialist', id: viewer.id }, tx);
    const locked = await lockForOwner(ctx, { id: client });
    if (locked === null) return [];
    const lines: Option[] = [];
    for (const row of rows) lines.push(await optionOfPerson(context, ctx, locked, row, language));
    return lines;
  });
  return shown.length === 0 ? [{ value: 'nobody', text: t(language, 'refusal.unknown-specialist') }] : shown;
}

async function optionOfPerson(
  context: SlackContext,
  ctx: ClientTx,
  client: Parameters<typeof previewGiving>[2],
  { id, name, department }: PersonRow,
  language: 'ru' | 'en',
): Promise<Option> {
  const wish = { department, specialist: id as SpecialistId, instead: null, reason: '', knowingly: [] };
  const preview = await previewGiving(ctx, context.company(), client, wish);
  const load = typeof preview === 'string' ? undefined : preview.loads[0];
  const share = (units: number) => units / Math.max(1, load?.capacity ?? 1);
  const description =
    load === undefined ? {} : { description: t(language, 'owner.load', { before: share(load.before), after: share(load.after) }) };
  return { value: id, text: label(name, 70), ...description };
}

/** Gives the client to whoever was chosen, or proposes it to their head. */
export async function submitOwner(context: SlackContext, who: Colleague, about: About, view: SlackView): Promise<ViewAnswer> {
  const { viewer, language } = who;
  const department = enteredIn(view, 'department').chosen;
  const person = department === null ? null : enteredIn(view, personField(department)).chosen;
  const reason = enteredIn(view, 'reason').text;
  const conversation = await findConversation(context.db, viewer, about.conversation);
  const client = conversation?.client_id ?? null;
  if (department === null || person === null || person === 'nobody')
    return mistake('department', t(language, 'refusal.unknown-specialist'));
  if (reason === '') return mistake('reason', t(language, 'needed'));
  if (client === null || (await findClient(context.db, viewer, client)) === null)
    return mistake('department', t(language, 'owner.no-client'));
  const ending = enteredIn(view, 'instead').chosen;
  const instead = ending === null || ending === 'keep' || ending === department ? null : ending;
  const { knowingly = [] } = knowinglyOf(about, person);
  const wish: OwnerWish = { department, specialist: person as SpecialistId, instead, reason, knowingly };
  const done = await context.db.transaction(async (tx) => {
    const ctx = clientTx(context, { kind: 'specialist', id: viewer.id }, tx);
    const locked = await lockForOwner(ctx, { id: client });
    if (locked === null) return null;
    return wishOwner(ctx, context.company(), viewer, locked, wish);
  });
  if (done === null) return mistake('department', t(language, 'owner.no-client'));
  if (done.type === 'refused') return mistake('department', t(language, `refusal.${done.code}`));
  if (done.type === 'objected') {
    const again = await ownerModal(context, who, about, department, done.details);
    return again === null ? null : { response_action: 'update', view: again };
  }
  return { response_action: 'update', view: await doneView(context, who, client, person, done) };
}

type Done =
  | { readonly type: 'given'; readonly change: string }
  | { readonly type: 'proposed'; readonly id: string }
  | { readonly type: 'unchanged' };

async function doneView(context: SlackContext, { language }: Colleague, client: string, person: string, done: Done): Promise<Block> {
  const name = context.company().people.get(person as SpecialistId)?.name ?? '';
  const proposal = done.type === 'proposed' ? await findProposal(context.db, done.id) : null;
  context.live.publish(proposal === null ? [{ topic: `specialist:${person as SpecialistId}` }] : hintsOf(context.company(), proposal));
  const said = notice(t(language, 'owner.title'), t(language, 'close'), t(language, `owner.${done.type}`, { name }));
  if (done.type !== 'given') return said;
  const undo = actions(button(t(language, 'button.undo'), ownerUndoAction, JSON.stringify({ client, change: done.change })));
  return { ...said, blocks: [...(said['blocks'] as Block[]), undo] };
}

/** Takes the change back that a view has just made; returns what to show in its place. */
export async function undoOwner(context: SlackContext, { viewer, language }: Colleague, value: string): Promise<Block> {
  const { client, change } = JSON.parse(value) as { readonly client: string; readonly change: string };
  const undone = await context.db.transaction((tx) => {
    const ctx = clientTx(context, { kind: 'specialist', id: viewer.id }, tx);
    return undoGiving(ctx, viewer, client, change);
  });
  return notice(t(language, 'owner.title'), t(language, 'close'), undoneWords(undone, language));
}

function undoneWords(undone: GivingUndone, language: Language): string {
  if (undone.type === 'undone') return t(language, 'owner.undone');
  return t(language, undone.code === 'forbidden' ? 'refusal.unknown-change' : `refusal.${undone.code}`);
}
