import { mistakeInWords } from '../../flows/mistakes.ts';
import type { TreeMistake } from '../../flows/tree.ts';
import type { Language } from '../domain/language.ts';
import { mistakes } from '../texts/company-mistakes.ts';
import { type Params, translator } from '../texts/translate.ts';

export type MistakeCode = keyof (typeof mistakes)['ru'];

/** Where something stands in a file; both from 1, 0 for what stands in none. */
export interface FilePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a company file, and where. A warning does not keep it from being applied. */
export interface Mistake extends FilePosition {
  readonly severity: 'mistake' | 'warning';
  readonly code: MistakeCode;
  readonly params: Params;
  /** for `tree`: what the tree's own check found */
  readonly tree?: TreeMistake;
}

const t = translator(mistakes);

/** Writes a mistake as `company.yaml:12:5: words`. */
export function describeMistake(language: Language, { file, line, column, severity, code, params, tree }: Mistake): string {
  const words = tree === undefined ? t(language, code, params) : mistakeInWords(tree, language);
  const prefix = severity === 'warning' ? `${t(language, 'warning')} ` : '';
  return line === 0 ? `${prefix}${words}` : `${file}:${line}:${column}: ${prefix}${words}`;
}

export function inOrder(all: readonly Mistake[]): readonly Mistake[] {
  return all.toSorted((a, b) => (a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1));
}

export function isCode(text: string): text is MistakeCode {
  return text in mistakes.ru;
}
