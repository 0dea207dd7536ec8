import type { Language } from '../../../domain/language.ts';
import type { Translate } from './words.ts';

const kb = 1024;

/** A file's size in the unit one would say: 640 B, 12 KB, 3.4 MB. */
export function sizeText(t: Translate, language: Language, bytes: number): string {
  const number = (value: number, digits: number): string =>
    new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  if (bytes < kb) return t('files.b', { size: number(bytes, 0) });
  if (bytes < kb * kb) return t('files.kb', { size: number(bytes / kb, 0) });
  return t('files.mb', { size: number(bytes / kb / kb, 1) });
}
