import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

/** What axe-core finds wrong with the page as it is now: the rule, where, and why. */
export async function axeFindings(page: Page): Promise<string[]> {
  // evaluated by the debugger, so that the page's policy keeps out everybody else's scripts all the same
  await page.evaluate(source);
  const violations = await page.evaluate(async (): Promise<readonly Violation[]> => {
    const { axe } = window as unknown as {
      axe: { run(options: { resultTypes: string[] }): Promise<{ violations: readonly Violation[] }> };
    };
    return (await axe.run({ resultTypes: ['violations'] })).violations;
  });
  return violations.flatMap(({ id, nodes }) => nodes.map((each) => `${id}: ${each.target.join(' ')} ${each.failureSummary ?? ''}`));
}
