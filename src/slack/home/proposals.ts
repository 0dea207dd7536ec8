import { loadWith, mayNow } from '../../clients/decide-proposal.ts';
import type { ProposalListed } from '../../db/clients/proposals.ts';
import type { Language } from '../../domain/language.ts';
import type { Company } from '../../engine/company.ts';
import type { Actor } from '../../people/access.ts';
import { tCard } from '../../texts/slack-card.ts';
import { actions, type Block, button, header, mrkdwn } from '../format/blocks.ts';
import { linkName, oneLine } from '../format/escape.ts';
import { markedTime } from '../format/time.ts';
import { t } from '../translate.ts';
import { proposalAcceptAction, proposalDeclineAction, proposalWithdrawAction } from '../views/proposal.ts';

interface Reader {
  readonly viewer: Actor;
  readonly language: Language;
}

/** Lists what somebody is asked to accept across departments, and what they have wished for: who, why, until when, what it comes to (R8). */
export function proposalBlocks(rows: readonly ProposalListed[], company: Company, reader: Reader): Block[] {
  if (rows.length === 0) return [];
  return [header(t(reader.language, 'home.proposals')), ...rows.flatMap((each) => blocksOf(each, company, reader))];
}

function blocksOf(row: ProposalListed, company: Company, { viewer, language }: Reader): Block[] {
  const load = loadWith(company.policy.data, row);
  const wished = { name: linkName(row.specialist_name, 60), department: linkName(row.department_name[language], 60) };
  const head = [`*${nameOf(row, language)}*`, t(language, `home.proposal.${row.kind}`, wished)];
  const why = { name: linkName(row.by_name ?? '', 60), reason: linkName(row.reason, 300) };
  const lines = [
    head.join(' · '),
    ...(row.instead_name === null ? [] : [t(language, 'home.proposal.instead', { department: linkName(row.instead_name[language], 60) })]),
    ...(load === null ? [] : [t(language, 'owner.load', load)]),
    t(language, row.by_name === null ? 'home.proposal.by.system' : 'home.proposal.by', why),
    ...row.words.filter(({ kind }) => kind === 'refused').map((each) => refusedLine(each, language)),
    row.status === 'raised' ? t(language, 'home.proposal.raised') : `${t(language, 'home.proposal.due')} ${markedTime(row.due_at)}`,
  ];
  const buttons = [
    ...(mayNow(company, viewer, 'proposal.decide', row)
      ? [
          button(t(language, 'button.accept'), proposalAcceptAction, row.id, 'primary'),
          button(t(language, 'button.decline'), proposalDeclineAction, row.id),
        ]
      : []),
    ...(mayNow(company, viewer, 'proposal.withdraw', row) ? [button(t(language, 'button.withdraw'), proposalWithdrawAction, row.id)] : []),
  ];
  return [mrkdwn(lines.join('\n')), ...(buttons.length === 0 ? [] : [actions(...buttons)])];
}

function refusedLine({ by, reason }: ProposalListed['words'][number], language: Language): string {
  return t(language, 'home.proposal.refused', { name: linkName(by ?? '', 60), reason: linkName(reason, 300) });
}

function nameOf({ client_name: client, client_proven: proven, contact_name: contact }: ProposalListed, language: Language): string {
  const name = client ?? contact;
  if (name === null) return t(language, 'home.stranger');
  return linkName(client !== null && proven !== true ? tCard(language, 'unproven', { name: oneLine(name, 90) }) : name, 120);
}
