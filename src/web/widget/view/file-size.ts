import type { Language } from '../../../domain/language.ts';
import { t } from '../../../texts/widget.ts';
import { sizeInWords } from '../../kit/size.ts';

export function fileSize(bytes: number, language: Language): string {
  return sizeInWords(bytes, (unit, size) => t(language, unit, { size }));
}
