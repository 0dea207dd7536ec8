import type { Language } from '../../src/domain/language.ts';
import { languageOfShell } from '../../src/server/welcome.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Who called a command: what they speak, and where they read. */
export interface Terminal {
  readonly language: Language;
  /** a line of what was asked for */
  line(text: string): void;
  /** a line about it: mistakes, hints */
  aside(text: string): void;
  /** what was asked for, as it is */
  raw(text: string): void;
}

/** The one a process was started on. */
export function terminalOf(env: Environment, out: (text: string) => void, err: (text: string) => void): Terminal {
  return { language: languageOfShell(env), line: (text) => out(`${text}\n`), aside: (text) => err(`${text}\n`), raw: out };
}
