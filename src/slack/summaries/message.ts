import type { Language } from '../../domain/language.ts';
import type { Need } from '../../domain/summary.ts';
import type { SummaryKind } from '../../domain/summary-time.ts';
import type { Company } from '../../engine/company.ts';
import type { SummaryNumbers } from '../../reports/now/summary.ts';
import { summary } from '../../texts/summary.ts';
import { translator } from '../../texts/translate.ts';
import { actions, type Block, header, linkButton, listing, mrkdwn, smallPrint } from '../format/blocks.ts';
import { escaped, linkName } from '../format/escape.ts';

const t = translator(summary);

export interface Told {
  readonly kind: SummaryKind;
  readonly day: string;
  readonly needs: readonly Need[];
  readonly last: SummaryNumbers;
  readonly before: SummaryNumbers;
  /** the last working day, of a daily one */
  readonly lastDay: string;
  /** where the page of it is */
  readonly url: string;
}

/** Writes a summary in plain sentences: what needs its reader, the few numbers against those before, the way to the page. */
export function summaryMessage(told: Told, company: Company, language: Language, now: Date): { text: string; blocks: readonly Block[] } {
  const { kind, day, needs, last, url } = told;
  const title = t(language, `title.${kind}`, { date: dayText(language, day) });
  const lines = needs.map((each) => needLine(each, company, language, now));
  const shown = lines.length === 0 ? [mrkdwn(t(language, 'nothing'))] : listing(lines);
  const unanswered = last.unanswered === 0 ? '' : ` ${t(language, 'unanswered', { count: last.unanswered })}`;
  return {
    text: `${escaped(title)}. ${lines[0] ?? t(language, 'nothing')}`,
    blocks: [
      header(title),
      ...shown,
      mrkdwn(numbersLine(told, language) + unanswered),
      actions(linkButton(t(language, 'open'), 'okno_link', url)),
      ...(smallPrint([t(language, 'settings')]) as unknown as Block[]),
    ],
  };
}

function numbersLine({ kind, last, before, lastDay }: Told, language: Language): string {
  const percent = (share: number | null): string =>
    share === null ? 'none' : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share);
  return t(language, 'numbers', {
    period: t(language, `period.${kind}`, { date: dayText(language, lastDay) }),
    answered: last.answered,
    within: percent(last.within),
    violations: last.violations,
    answered2: before.answered,
    within2: percent(before.within),
    violations2: before.violations,
  });
}

/** Words one thing that needs them; names stay names, whatever signs are in them. */
export function needLine(need: Need, company: Company, language: Language, now: Date): string {
  const at = (moment: Date): string => momentText(company, language, moment, now);
  switch (need.type) {
    case 'channel-down':
      return t(language, 'need.channel-down', { channel: channelName(need.channel), time: at(need.since) });
    case 'waits-for': {
      const { name, presence, backAt, count } = need;
      const back = backAt === null ? 'none' : at(backAt);
      const why = presence === 'available' ? '' : t(language, `why.${presence}`, { back });
      return t(language, 'need.waits-for', { name: linkName(name, 60), count, why });
    }
    case 'queue': {
      const department = company.departments.find(({ key }) => key === need.department)?.name[language] ?? need.department;
      return t(language, 'need.queue', { department: linkName(department, 60), count: need.count });
    }
    case 'uncovered':
      return t(language, 'need.uncovered', { name: linkName(need.name, 60), time: at(need.until), count: need.count });
    default:
      return t(language, `need.${need.type}`, { count: need.count });
  }
}

/** Messengers are called as they call themselves. */
function channelName(channel: string): string {
  return `${channel.charAt(0).toUpperCase()}${channel.slice(1)}`;
}

/** The clock of the company today, with the day otherwise. */
function momentText({ calendar }: Company, language: Language, at: Date, now: Date): string {
  const isToday = calendar.dayOf(at) === calendar.dayOf(now);
  const day = isToday ? {} : ({ day: 'numeric', month: 'long' } as const);
  const time = { hour: '2-digit', minute: '2-digit', timeZone: calendar.zoneAt(at) } as const;
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...day, ...time }).format(at);
}

function dayText(language: Language, day: string): string {
  const words = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, words).format(new Date(`${day}T12:00:00Z`));
}
