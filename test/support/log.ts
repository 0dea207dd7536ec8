import type { Log } from '../../src/engine/deps.ts';

/** A line the server logged. */
export interface Line {
  readonly level: keyof Log;
  readonly fields: Record<string, unknown>;
  readonly message: string;
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** A log whose lines can be read. */
export function recordingLog(): { readonly log: Log; readonly lines: Line[] } {
  const lines: Line[] = [];
  const line = (level: Line['level']) => (fields: object, message: string) => void lines.push({ level, fields: { ...fields }, message });
  return { log: { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') }, lines };
}
