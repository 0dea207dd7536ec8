import type { Language } from '../../../domain/language.ts';
import type { ChatState } from '../../../http/chat/contract.ts';
import { say } from '../../../texts/widget.ts';
import { dayName, daysBetween, timeOf } from './time.ts';

type Desk = ChatState['desk'];

/** What the client may count on (R14): how soon they are answered, or when somebody will be there. */
export function standardOf(desk: Desk, now: number, language: Language): string {
  const { minutes } = desk.standard;
  if (!desk.openNow) return openingOf(desk, now, language);
  if (minutes <= 0) return say(language, 'standard');
  return minutes < 60
    ? say(language, 'answersInMinutes', { minutes })
    : say(language, 'answersInHours', { hours: Math.round(minutes / 60) });
}

/** When somebody will be there again, by the viewer's clock and calendar. */
export function openingOf({ opensAt }: Desk, now: number, language: Language): string {
  if (opensAt === null) return say(language, 'away');
  const at = Date.parse(opensAt);
  const ahead = daysBetween(now, at);
  const time = timeOf(at, language);
  if (ahead <= 0) return say(language, 'opensToday', { time });
  if (ahead === 1) return say(language, 'opensTomorrow', { time });
  if (ahead < 7) return say(language, 'opensWeekday', { weekday: String(new Date(at).getDay()), time });
  return say(language, 'opensDay', { day: dayName(at, now, language), time });
}
