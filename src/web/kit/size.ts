export type SizeUnit = 'bytes' | 'kilobytes' | 'megabytes';

const kilo = 1024;

/** Writes a size as exact as somebody cares to know: 640 B, 12 KB, 3.4 MB. `words` puts a figure and its unit into words. */
export function sizeInWords(bytes: number, words: (unit: SizeUnit, size: number) => string): string {
  if (bytes < kilo) return words('bytes', bytes);
  if (bytes < kilo * kilo) return words('kilobytes', Math.round(bytes / kilo));
  return words('megabytes', Math.round((bytes / kilo / kilo) * 10) / 10);
}
