import { tellsOutreach } from '../../clients/tell-outreach.ts';
import { listHandovers } from '../../db/clients/handover-list.ts';
import { listOutreach } from '../../db/clients/outreach.ts';
import { openProposals } from '../../db/clients/proposals.ts';
import type { ViolationRow } from '../../db/reports/violations.ts';
import { heldOf } from '../../db/slack/held.ts';
import { type BudgetRow, budgetOf, clientsOf, type MineRow, mineOf, type OwnClientRow, standInFor } from '../../db/slack/home.ts';
import { meetingsOf } from '../../db/work/meetings.ts';
import { caseUnits } from '../../domain/capacity.ts';
import type { Language } from '../../domain/language.ts';
import { outreachSince } from '../../domain/lead.ts';
import { departmentsFor } from '../../people/access.ts';
import { tCard } from '../../texts/slack-card.ts';
import { permalink } from '../api/permalink.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import { actions, type Block, button, header, label, linkButton, listing, mrkdwn, section } from '../format/blocks.ts';
import { linkName, oneLine } from '../format/escape.ts';
import { markedTime } from '../format/time.ts';
import { t } from '../translate.ts';
import { ownViolations } from '../views/missed-deadline.ts';
import { line } from '../views/modal.ts';
import { heldButtons } from '../whisper.ts';
import { handoverBlocks } from './handovers.ts';
import { meetingBlocks } from './meetings.ts';
import { outreachBlocks } from './outreach.ts';
import { proposalBlocks } from './proposals.ts';

/** How much of everything is shown; a Home holds 100 blocks. */
const most = { conversations: 25, standIn: 10, held: 5, clients: 20, late: 8, handovers: 8, meetings: 5, proposals: 5, outreach: 4 };

export const searchAction = 'okno_home_search';

/** Builds somebody's Home: what they have, what it costs them, what they owe. */
export async function homeView(
  context: Pick<SlackContext, 'db' | 'now' | 'company' | 'connection' | 'publicUrl'>,
  { viewer, language }: Colleague,
  searched: string,
): Promise<Block> {
  const tells = tellsOutreach(viewer);
  const [mine, behind, budget, clients, late, held, handovers, meetings, proposals, reached] = await Promise.all([
    mineOf(context.db, viewer.id, most.conversations + 1),
    standInFor(context.db, viewer.id, most.standIn + 1),
    budgetOf(context.db, viewer.id, context.now()),
    clientsOf(context.db, viewer.id, searched, most.clients + 1),
    ownViolations(context.db, viewer.id, most.late),
    heldOf(context.db, viewer.id, most.held),
    listHandovers(context.db, { own: viewer.id, departments: [], id: null, state: 'open', after: null, limit: most.handovers }),
    meetingsOf(context.db, viewer.id, most.meetings),
    openProposals(context.db, viewer.id, departmentsFor(viewer, 'proposal.decide')),
    tells ? listOutreach(context.db, viewer.id, most.outreach) : [],
  ]);
  const blocks = [
    ...(budget === null ? [] : presenceBlocks(context, budget, viewer.department, language)),
    ...(held.length === 0 ? [] : [header(t(language, 'home.held'))]),
    ...held.flatMap((each) => [section(label(each.content.text, 300)), heldButtons(language, each.id)]),
    ...proposalBlocks(proposals.slice(0, most.proposals), context.company(), { viewer, language }),
    ...(proposals.length > most.proposals ? [smallPrint(t(language, 'home.more'))] : []),
    ...meetingBlocks(meetings, context.now(), language),
    header(t(language, 'home.mine', { count: budget?.open ?? mine.length })),
    ...(mine.length === 0 ? [smallPrint(t(language, 'home.mine.none'))] : []),
    ...mine.slice(0, most.conversations).map((each) => conversationLine(context, each, language)),
    ...(mine.length > most.conversations ? [smallPrint(t(language, 'home.more'))] : []),
    ...(behind.length === 0 ? [] : [header(t(language, 'home.stand-in', { count: Math.min(behind.length, most.standIn) }))]),
    ...behind.slice(0, most.standIn).map((each) => conversationLine(context, each, language)),
    ...(behind.length > most.standIn ? [smallPrint(t(language, 'home.more'))] : []),
    header(t(language, 'home.clients', { count: budget?.clients ?? clients.length })),
    searchField(language),
    ...(clients.length === 0
      ? [smallPrint(t(language, searched === '' ? 'home.clients.none' : 'home.clients.not-found'))]
      : clientList(context, clients, language)),
    ...(clients.length > most.clients ? [smallPrint(t(language, 'home.more'))] : []),
    ...(tells ? outreachBlocks(reached, outreachSince(context.company().policy.data, context.now()), language) : []),
    ...handoverBlocks(handovers, viewer.id, language, context.company().calendar),
    ...(late.length === 0 ? [] : [header(t(language, 'home.late'))]),
    ...late.map((each) => missedDeadline(each, language)),
    { type: 'divider' },
    actions(linkButton(t(language, 'button.console'), 'okno_link', new URL('/desk/', context.publicUrl()).href)),
  ];
  return { type: 'home', callback_id: 'okno_home', blocks: blocks.slice(0, 100) };
}

function presenceBlocks(
  context: Pick<SlackContext, 'now' | 'company'>,
  budget: BudgetRow,
  department: string | null,
  language: Language,
): Block[] {
  const isBack = budget.availability === 'away' && budget.awayUntil !== null && budget.awayUntil <= context.now();
  const availability = isBack ? 'available' : budget.availability;
  const engaged = availability === 'available' ? budget.engaged : null;
  const end = engaged === null ? (availability === 'away' ? budget.awayUntil : null) : budget.engagedUntil;
  const until = end === null ? '' : ` ${t(language, 'until')} ${markedTime(end)}`;
  const standing = engaged === null ? t(language, `availability.${availability}`) : t(language, `engaged.${engaged}`);
  const here = availability === 'available' && !budget.saidHere ? [t(language, 'home.here')] : [];
  const lines = [`*${standing}*${until}`, ...here, loadInWords(context, budget, department, language)];
  const choices = (['available', 'away', 'off'] as const).filter((each) => each !== availability || here.length > 0 || engaged !== null);
  return [
    mrkdwn(lines.join('\n')),
    actions(
      ...choices.map((each) =>
        button(t(language, `button.${each}`), `okno_availability_${each}`, each, each === 'available' ? 'primary' : undefined),
      ),
      button(t(language, engaged === 'call' ? 'button.call.more' : 'button.call.on'), 'okno_call_on', 'on'),
      ...(engaged === 'call' ? [button(t(language, 'button.call.off'), 'okno_call_off', 'off')] : []),
    ),
  ];
}

/** Words both budgets (R12). */
export function loadInWords(
  { company }: Pick<SlackContext, 'company'>,
  budget: BudgetRow,
  department: string | null,
  language: Language,
): string {
  const units = department === null ? 0 : caseUnits(company().policy.data, department);
  const whole = Math.max(1, budget.capacity);
  const limit = units === 0 ? 0 : Math.floor(budget.capacity / units);
  return t(language, 'home.load', {
    open: units === 0 ? budget.open : Math.round(budget.cases / units),
    limit,
    portfolio: budget.portfolio / whole,
    clients: budget.clients,
  });
}

function conversationLine(context: Pick<SlackContext, 'now' | 'connection' | 'publicUrl'>, row: MineRow, language: Language): Block {
  const name = linkName(nameOf(row, language), 120);
  const link =
    row.channel === null || row.rootTs === null ? deskLink(context, row.id) : permalink(context.connection(), row.channel, row.rootTs);
  const isLate = row.due !== null && row.due <= context.now();
  const when =
    row.due === null ? '' : ` · ${isLate ? ':red_circle:' : ':hourglass_flowing_sand:'} ${t(language, 'home.due')} ${markedTime(row.due)}`;
  const state = t(language, row.waitingSince === null ? 'home.answered' : 'home.waiting');
  return mrkdwn(`<${link}|${name}> · ${state}${when}`);
}

export function deskLink({ publicUrl }: Pick<SlackContext, 'publicUrl'>, conversation: string): string {
  return new URL(`/desk/?view=all&c=${conversation}`, publicUrl()).href;
}

function nameOf({ client, contact, proven }: Pick<MineRow, 'client' | 'contact' | 'proven'>, language: Language): string {
  const named = [contact, client].filter((each) => each).join(' · ');
  if (named === '') return t(language, 'home.stranger');
  return proven ? named : tCard(language, 'unproven', { name: oneLine(named, 90) });
}

function searchField(language: Language): Block {
  return {
    type: 'input',
    block_id: 'looked',
    dispatch_action: true,
    optional: true,
    label: { type: 'plain_text', text: t(language, 'home.search') },
    element: { ...line(100), action_id: searchAction, dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] } },
  };
}

function clientList(context: Pick<SlackContext, 'publicUrl'>, clients: readonly OwnClientRow[], language: Language): Block[] {
  return listing(
    clients
      .slice(0, most.clients)
      .map(({ id, name }) => `<${clientLink(context, id)}|${linkName(name ?? t(language, 'home.nameless'), 120)}>`),
  );
}

export function clientLink({ publicUrl }: Pick<SlackContext, 'publicUrl'>, client: string): string {
  return new URL(`/desk/?page=client&id=${client}`, publicUrl()).href;
}

/** Shows a missed deadline to its person, with room for a sentence (R16). */
function missedDeadline({ turnId, n, at, title, reply, excuse }: ViolationRow, language: Language): Block {
  const replied = reply === null ? '' : `\n>${linkName(reply.text, 300)}`;
  const excused = excuse === null ? '' : ` · ${t(language, 'home.excused')}: ${linkName(excuse.text, 300)}`;
  const block = mrkdwn(`${markedTime(at)} · ${linkName(title ?? t(language, 'home.stranger'), 120)}${excused}${replied}`);
  return reply === null ? { ...block, accessory: button(t(language, 'button.say'), 'okno_late', `${turnId}/${n}`) } : block;
}

function smallPrint(text: string): Block {
  return { type: 'context', elements: [{ type: 'plain_text', text: label(text, 300), emoji: true }] };
}
