import type { Config } from '../../src/config.ts';
import type { Language } from '../../src/domain/language.ts';
import { type DoctorKey, t } from '../../src/texts/doctor.ts';
import type { Params } from '../../src/texts/translate.ts';

/** One thing that was looked at. Of a fault the words say what to do. */
export interface Finding {
  readonly isFault: boolean;
  readonly key: DoctorKey;
  readonly params?: Params;
}

/** A part of the house; how it is doing, as far as can be seen from here. Never throws. */
export interface Check {
  readonly name: Extract<DoctorKey, `name.${string}`>;
  look(config: Config, now: () => Date): Promise<readonly Finding[]>;
}

export const fine = (key: DoctorKey, params: Params = {}): Finding => ({ isFault: false, key, params });
export const fault = (key: DoctorKey, params: Params = {}): Finding => ({ isFault: true, key, params });

export interface Diagnosis {
  readonly lines: readonly string[];
  readonly faults: number;
}

/** Looks at everything, one part after the other, and says what it found. */
export async function diagnose(checks: readonly Check[], config: Config, now: () => Date, language: Language): Promise<Diagnosis> {
  const lines: string[] = [];
  let faults = 0;
  for (const { name, look } of checks) {
    for (const { isFault, key, params } of await look(config, now)) {
      if (isFault) faults += 1;
      lines.push(`${isFault ? '✗' : '✓'} ${t(language, name)}: ${t(language, key, params)}`);
    }
  }
  lines.push('', faults === 0 ? t(language, 'healthy') : t(language, 'ill', { count: faults }));
  return { lines, faults };
}
