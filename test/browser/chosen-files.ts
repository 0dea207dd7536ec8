import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../../scripts/support/temporary.ts';

/** Chooses files that lie on the disk, each with its text or of a size in bytes: a large one takes a browser long that is told its bytes. */
export async function chooseFiles(chooser: Locator, files: Readonly<Record<string, string | number>>): Promise<void> {
  const folder = await temporaryFolder('chosen');
  // A page reads what was chosen when it sends it.
  onTestFinished(folder.remove);
  const paths: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder.path, name);
    await writeFile(path, typeof content === 'string' ? content : '');
    if (typeof content === 'number') await truncate(path, content);
    paths.push(path);
  }
  await chooser.setInputFiles(paths);
}
