import { mayNow } from '../../clients/decide-proposal.ts';
import type { ProposalListed } from '../../db/clients/proposals.ts';
import type { Language } from '../../domain/language.ts';
import type { Company } from '../../engine/company.ts';
import type { Actor } from '../../people/access.ts';
import { actions, type Block, button, header, mrkdwn } from '../format/blocks.ts';
import { decisionButtons, proposalLines } from '../proposals/card.ts';
import { t } from '../translate.ts';
import { proposalWithdrawAction } from '../views/proposal.ts';

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
  const buttons = [
    ...(mayNow(company, viewer, 'proposal.decide', row) ? decisionButtons(row.id, language) : []),
    ...(mayNow(company, viewer, 'proposal.withdraw', row) ? [button(t(language, 'button.withdraw'), proposalWithdrawAction, row.id)] : []),
  ];
  return [mrkdwn(proposalLines(row, company, language).join('\n')), ...(buttons.length === 0 ? [] : [actions(...buttons)])];
}
