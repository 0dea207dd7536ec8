import type { LanguageCode } from 'grammy/types';
import { departmentHours } from '../db/people/department-by-key.ts';
import { type Weekday, type WeeklyHours, weekdays } from '../domain/hours.ts';
import { formOf } from '../domain/hours-form.ts';
import { type Language, languages } from '../domain/language.ts';
import { t } from '../texts/telegram.ts';
import type { TelegramDeps } from './deps.ts';
import { menuCommands } from './menu.ts';

/** Longest description and short description, as Telegram says. */
const [longest, longestShort] = [512, 120];
const commandNames = ['start', 'help', 'language'] as const;

/**
 * Sets the bot's commands and description where they differ: Telegram shows them before anybody writes, so there the standard is posted (R14).
 * People whose app speaks neither language see the English ones.
 */
export async function updateProfile(deps: TelegramDeps): Promise<void> {
  const hours = await hoursOf(deps);
  for (const language of languages) {
    const where: { language_code?: LanguageCode } = language === 'en' ? {} : { language_code: language };
    const { api } = deps;
    const own = commandNames.map((command) => ({ command: command as string, description: t(language, `command.${command}`) }));
    const commands = [
      ...own,
      ...menuCommands(deps.company().policy.data).map(({ command, name }) => ({ command, description: name[language] })),
    ];
    if (!isSame(await api.getMyCommands(where), commands)) await api.setMyCommands(commands, where);
    const { long, short } = descriptionIn(language, deps, hours);
    if ((await api.getMyDescription(where)).description !== long) await api.setMyDescription(long, where);
    if ((await api.getMyShortDescription(where)).short_description !== short) await api.setMyShortDescription(short, where);
  }
}

interface Hours {
  readonly hours: WeeklyHours | null;
  readonly timeZone: string;
}

/** Reads the hours of the department whoever writes meets first (R1). */
async function hoursOf({ db }: TelegramDeps): Promise<Hours> {
  return (await departmentHours(db, 'client')) ?? { hours: null, timeZone: 'UTC' };
}

function descriptionIn(language: Language, { company }: TelegramDeps, { hours, timeZone }: Hours): { long: string; short: string } {
  const { firstMinutes, laterMinutes } = company().policy.data.reaction;
  const minutes = firstMinutes['client'] ?? laterMinutes;
  const open =
    hours === null
      ? t(language, 'description.always')
      : t(language, 'description.hours', { hours: `${hoursInWords(hours, language)} (${timeZone})` });
  const long = [t(language, 'description.standard', { minutes }), open].join('\n\n').slice(0, longest);
  return { long, short: t(language, 'short.standard', { minutes }).slice(0, longestShort) };
}

/** Words hours as "Mon–Fri 9:00–18:00, Sat 10:00–14:00". */
function hoursInWords(hours: WeeklyHours, language: Language): string {
  return Object.entries(formOf(hours))
    .map(([days, shifts]) => {
      const names = days.split('-').map((day) => t(language, `hours.${weekday(day)}`));
      return `${names.join('–')} ${shifts.map((each) => each.replace('-', '–').replaceAll(/\b0(\d:)/g, '$1')).join(', ')}`;
    })
    .join(', ');
}

const weekday = (text: string): Weekday => weekdays.find((each) => each === text) ?? 'mon';

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
