/** What may stand in a snippet in braces. */
export const snippetVariables = ['contact', 'specialist', 'department', 'client'] as const;

export type SnippetVariable = (typeof snippetVariables)[number];

export type SnippetValues = Readonly<Record<SnippetVariable, string | null>>;

const inBraces = /\{([^{}\s]*)\}/g;

/** Names in braces that mean nothing: misspelt ones would reach a client. */
export function unknownVariables(text: string): string[] {
  return [...text.matchAll(inBraces)].map((each) => each[1] ?? '').filter((each) => !isVariable(each));
}

/**
 * A snippet with its variables filled in. What nobody knows goes with the comma before it: "Good morning, {contact}!" becomes
 * "Good morning!", and "{contact}, good morning" begins with a capital. Text stays text: nothing is escaped, and a value's own braces mean nothing.
 */
export function renderSnippet(text: string, values: SnippetValues): string {
  const worth = (name: string) => (isVariable(name) ? values[name] || null : `{${name}}`);
  return text
    .replace(/^\{([^{}\s]*)\}[,\s]+(\p{L})/gmu, (whole, name: string, letter: string) =>
      worth(name) === null ? letter.toUpperCase() : whole,
    )
    .replace(/(,?[ \t\u00a0]*)\{([^{}\s]*)\}/g, (_, before: string, name: string) => {
      const value = worth(name);
      return value === null ? '' : `${before}${value}`;
    });
}

function isVariable(name: string): name is SnippetVariable {
  return snippetVariables.some((each) => each === name);
}
