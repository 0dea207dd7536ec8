import { type Language, languages } from '../../domain/language.ts';

/** Returns the language of a tag such as `ru-RU`; null for one we do not have. */
export function readLanguage(tag: string | null | undefined): Language | null {
  return languages.find((each) => tag?.toLowerCase().startsWith(each)) ?? null;
}
