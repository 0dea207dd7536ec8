import { sizeInWords } from '../../kit/size.ts';
import type { Translate } from '../kit/words.ts';

const keys = { bytes: 'files.b', kilobytes: 'files.kb', megabytes: 'files.mb' } as const;

export function fileSize(t: Translate, bytes: number): string {
  return sizeInWords(bytes, (unit, size) => t(keys[unit], { size }));
}
