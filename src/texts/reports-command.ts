import { type Catalog, translator } from './translate.ts';

/** What `npm run reports` says. */
const reportsCommand = {
  ru: {
    usage: `Числа отчётов.

  npm run reports -- rebuild                    посчитать всё заново
  npm run reports -- rebuild --from 2026-03-01  то же за этот день и позже`,
    rebuilt: 'Числа посчитаны заново за {seconds, plural, one {# секунду} few {# секунды} many {# секунд} other {# секунды}}.',
    running: 'Встроенная база открыта сервером. Остановите сервер и повторите; рядом с сервером это можно только на Postgres.',
    failed: 'Не получилось: {reason}',
  },
  en: {
    usage: `Numbers of reports.

  npm run reports -- rebuild                    counts everything again
  npm run reports -- rebuild --from 2026-03-01  the same of that day and later`,
    rebuilt: 'The numbers were counted again in {seconds, plural, one {# second} other {# seconds}}.',
    running: 'A server has the embedded database open. Stop it and repeat; beside a server this is possible on Postgres only.',
    failed: 'It did not work: {reason}',
  },
} as const satisfies Catalog;

export const t = translator(reportsCommand);
