import type { Language } from '../../../domain/language.ts';
import type { ChatState } from '../../../http/chat/protocol.ts';
import { t } from '../../../texts/widget.ts';
import { clock, daysBetween } from '../../kit/calendar.ts';
import { dayName } from './day-name.ts';

type PostedDesk = ChatState['desk'];

/** Says what the client may count on (R14): how soon they are answered, or when somebody will be there. */
export function standardOf(desk: PostedDesk, now: number, language: Language): string {
  const { minutes } = desk.standard;
  if (!desk.openNow) return openingOf(desk, now, language);
  if (minutes <= 0) return t(language, 'standard');
  return minutes < 60 ? t(language, 'answersInMinutes', { minutes }) : t(language, 'answersInHours', { hours: Math.round(minutes / 60) });
}

/** Says when somebody will be there again, by the viewer's clock and calendar. */
export function openingOf({ opensAt }: PostedDesk, now: number, language: Language): string {
  if (opensAt === null) return t(language, 'away');
  const at = new Date(opensAt);
  const ahead = daysBetween(new Date(now), at);
  const time = clock(language, at);
  if (ahead <= 0) return t(language, 'opensToday', { time });
  if (ahead === 1) return t(language, 'opensTomorrow', { time });
  if (ahead < 7) return t(language, 'opensWeekday', { weekday: String(at.getDay()), time });
  return t(language, 'opensDay', { day: dayName(at.getTime(), now, language), time });
}
