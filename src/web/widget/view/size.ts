import type { Language } from '../../../domain/language.ts';
import { t } from '../../../texts/widget.ts';

const kilo = 1024;

/** `340 KB`, `1.4 MB`: as exact as somebody cares to know. */
export function sizeOf(bytes: number, language: Language): string {
  if (bytes < kilo) return t(language, 'bytes', { size: bytes });
  if (bytes < kilo * kilo) return t(language, 'kilobytes', { size: Math.round(bytes / kilo) });
  return t(language, 'megabytes', { size: Math.round((bytes / kilo / kilo) * 10) / 10 });
}
