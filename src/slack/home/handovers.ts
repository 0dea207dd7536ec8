import type { HandoverListed } from '../../db/clients/handover-list.ts';
import type { Calendar } from '../../domain/calendar.ts';
import { rateOf } from '../../domain/commission.ts';
import type { Language } from '../../domain/language.ts';
import { type Block, header, listing } from '../format/blocks.ts';
import { linkName } from '../format/escape.ts';
import { markedTime } from '../format/time.ts';
import { t } from '../translate.ts';

/** Lists a salesperson's handovers: when each client goes over to whom, and what their commission is before and after (R17, R18). */
export function handoverBlocks(rows: readonly HandoverListed[], specialist: string, language: Language, calendar: Calendar): Block[] {
  const own = rows.filter((each) => each.fromId === specialist);
  if (own.length === 0) return [];
  return [header(t(language, 'home.handovers')), ...listing(own.map((each) => lineOf(each, language, calendar)))];
}

function lineOf(row: HandoverListed, language: Language, calendar: Calendar): string {
  const parts = [
    row.productLine === null ? `*${linkName(row.clientName, 80)}*` : `*${linkName(row.clientName, 80)}*, ${linkName(row.productLine, 60)}`,
    statusInWords(row, language, calendar),
    ...(row.waitsFor === null ? [] : [t(language, `home.handover.waits.${row.waitsFor}`)]),
    ...(row.toName === null ? [] : [t(language, 'home.handover.to', { name: linkName(row.toName, 60) })]),
    ratesOf(row, language),
  ];
  return parts.join(' · ');
}

function statusInWords(row: HandoverListed, language: Language, calendar: Calendar): string {
  const words = t(language, `home.handover.${row.status}`);
  const at = dateOf(row, calendar);
  if (at === null) return words;
  const isAhead = row.status === 'initial' || row.status === 'asked';
  return `${words}${isAhead ? `, ${t(language, 'home.handover.expected')}` : ''} ${markedTime(at, 'date')}`;
}

/** Says when it happened, is due, or is to be expected; null where only deals or payments will tell. */
function dateOf({ status, terms, beganAt, dueAt, putOffUntil, doneAt }: HandoverListed, { monthsAfter }: Calendar): Date | null {
  switch (status) {
    case 'done':
    case 'withdrawn':
      return doneAt;
    case 'put-off':
      return putOffUntil;
    case 'due':
      return dueAt;
    case 'kept':
      return null;
    default:
      return terms.handover !== undefined && 'months' in terms.handover ? monthsAfter(beganAt, terms.handover.months) : null;
  }
}

function ratesOf({ terms: { commission = null } }: HandoverListed, language: Language): string {
  if (commission === null) return t(language, 'home.handover.no-rates');
  const [before, after] = [rateOf(commission.fullPercent) / 100, rateOf(commission.bonusPercent) / 100];
  return t(language, 'home.handover.rates', { before, after });
}
