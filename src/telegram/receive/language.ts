import type { Language } from '../../domain/language.ts';

/** Takes the language of the person's app, until they choose one here. */
export function languageOfApp(code: string | undefined): Language {
  return code === undefined || /^ru\b/i.test(code) ? 'ru' : 'en';
}
