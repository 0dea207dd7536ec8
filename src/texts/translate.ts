import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../domain/language.ts';

/** Texts by key, the same keys in every language; ICU messages. */
export type Catalog<Key extends string = string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

export type Params = Readonly<Record<string, string | number | boolean | Date | null | undefined>>;

/** Words of one catalog: `say('ru', 'queued', { department })`. Parsed messages are kept; a missing parameter throws. */
export function translator<Key extends string>(catalog: Catalog<Key>): (language: Language, key: Key, params?: Params) => string {
  const parsed = new Map<string, IntlMessageFormat>();
  return (language, key, params) => {
    const id = `${language} ${key}`;
    let format = parsed.get(id);
    if (format === undefined) {
      format = new IntlMessageFormat(catalog[language][key], language, undefined, { ignoreTag: true });
      parsed.set(id, format);
    }
    return String(format.format(params));
  };
}
