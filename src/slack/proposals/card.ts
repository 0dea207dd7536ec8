import { loadWith } from '../../clients/decide-proposal.ts';
import type { ProposalListed } from '../../db/clients/proposals.ts';
import { shows } from '../../db/slack/proposals.ts';
import type { Language } from '../../domain/language.ts';
import { waitsFor } from '../../domain/proposal.ts';
import { askedNow, hasDirector } from '../../engine/assign/proposal.ts';
import type { Company } from '../../engine/company.ts';
import { tCard } from '../../texts/slack-card.ts';
import { actions, type Block, button, mrkdwn } from '../format/blocks.ts';
import { linkName, oneLine } from '../format/escape.ts';
import { markedTime } from '../format/time.ts';
import { t } from '../translate.ts';
import { proposalAcceptAction, proposalDeclineAction } from '../views/proposal.ts';

/** Words what is wished for: of whom, who, why, what it comes to, and who decides until when. */
export function proposalLines(row: ProposalListed, company: Company, language: Language): string[] {
  const load = loadWith(company.policy.data, row);
  const why = { name: linkName(row.by_name ?? '', 60), reason: linkName(row.reason, 300) };
  return [
    wishLine(row, language),
    ...(row.instead_name === null ? [] : [t(language, 'home.proposal.instead', { department: linkName(row.instead_name[language], 60) })]),
    ...(load === null ? [] : [t(language, 'owner.load', load)]),
    t(language, row.by_name === null ? 'home.proposal.by.system' : 'home.proposal.by', why),
    ...row.words.filter(({ kind }) => kind === 'refused').map((each) => refusedLine(each, language)),
    deciderLine(row, company, language),
  ];
}

function deciderLine({ status, due_at: dueAt }: ProposalListed, company: Company, language: Language): string {
  if (status === 'asked') return `${t(language, 'home.proposal.due')} ${markedTime(dueAt)}`;
  return t(language, waitsFor(status, hasDirector(company)) === 'head' ? 'home.proposal.head' : 'home.proposal.raised');
}

/** The two buttons of whoever decides about it. */
export const decisionButtons = (id: string, language: Language): readonly Block[] => [
  button(t(language, 'button.accept'), proposalAcceptAction, id, 'primary'),
  button(t(language, 'button.decline'), proposalDeclineAction, id),
];

/** Writes a proposal as it stands in the messages of whoever is asked: with the buttons, then with who else is asked, or how it ended. */
export function proposalCard(row: ProposalListed, company: Company, language: Language, wanted: number): { text: string; blocks: Block[] } {
  if (wanted === shows.asked) {
    const text = t(language, 'proposal.asks', { name: nameOf(row, language) });
    return { text, blocks: [mrkdwn(proposalLines(row, company, language).join('\n')), actions(...decisionButtons(row.id, language))] };
  }
  const text = wanted === shows.passedOn ? passedOnLine(row, company, language) : endLine(row, language);
  return { text, blocks: [mrkdwn(`${wishLine(row, language)}\n${text}`)] };
}

function wishLine(row: ProposalListed, language: Language): string {
  const wished = { name: linkName(row.specialist_name, 60), department: linkName(row.department_name[language], 60) };
  return `*${nameOf(row, language)}* · ${t(language, `home.proposal.${row.kind}`, wished)}`;
}

function passedOnLine(row: ProposalListed, company: Company, language: Language): string {
  const names = askedNow(company, row).map((id) => linkName(company.people.get(id)?.name ?? '', 60));
  return t(language, 'proposal.passed-on', { count: names.length, names: names.join(', ') });
}

function endLine({ status, words }: ProposalListed, language: Language): string {
  const last = words.at(-1);
  const said = { name: linkName(last?.by ?? '', 60), named: last?.by == null ? 'no' : 'yes', reason: linkName(last?.reason ?? '', 300) };
  switch (status) {
    case 'accepted':
    case 'refused':
    case 'withdrawn':
      return t(language, `proposal.ended.${status}`, said);
    case 'met':
      return t(language, 'proposal.ended.met');
    default:
      return t(language, 'proposal.ended.over');
  }
}

function refusedLine({ by, reason }: ProposalListed['words'][number], language: Language): string {
  return t(language, 'home.proposal.refused', { name: linkName(by ?? '', 60), reason: linkName(reason, 300) });
}

function nameOf({ client_name: client, client_proven: proven, contact_name: contact }: ProposalListed, language: Language): string {
  const name = client ?? contact;
  if (name === null) return t(language, 'home.stranger');
  return linkName(client !== null && proven !== true ? tCard(language, 'unproven', { name: oneLine(name, 90) }) : name, 120);
}
