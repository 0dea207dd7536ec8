/*
 * Builds the browser code under src/web into dist/web: widget.js, the demo site at /, the desk at /desk/, the API's reference at /api/.
 * Nothing is done when the sources are those of the last build, so a second start costs nothing.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { InlineConfig } from 'vite';

const root = join(import.meta.dirname, '..');
const out = join(root, 'dist/web');
const stampFile = 'build.sha256';
const inputs = ['src/web/**', 'src/texts/**', 'src/domain/**', 'package-lock.json', 'vite.config.ts', 'scripts/build-web.ts'];

function stampOfSources(): string {
  const hash = createHash('sha256');
  const files = globSync(inputs, { cwd: root, withFileTypes: true }).filter((each) => each.isFile());
  for (const file of files.map((each) => join(each.parentPath, each.name)).sort()) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function stampOfBuild(): string | null {
  const file = join(out, stampFile);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

async function build(stamp: string): Promise<void> {
  // Vite takes longer to load than the check above takes in all.
  const [vite, { default: shared }] = await Promise.all([import('vite'), import('../vite.config.ts')]);
  // A server may be reading dist/web, and another start may be building: each builds aside and then swaps whole folders.
  const fresh = join(root, `dist/.web-${process.pid}`);
  const old = join(root, `dist/.web-${process.pid}-old`);
  try {
    for (const part of parts(fresh)) await vite.build(vite.mergeConfig(shared, part));
    writeFileSync(join(fresh, stampFile), stamp);
    mkdirSync(join(root, 'dist'), { recursive: true });
    swap(fresh, old, stamp);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}

function swap(fresh: string, old: string, stamp: string): void {
  try {
    if (existsSync(out)) renameSync(out, old);
    renameSync(fresh, out);
  } catch (error) {
    // Another start was first with the same sources.
    if (stampOfBuild() !== stamp) throw error;
  }
}

/** The site first: it empties the folder the others are put into. */
function parts(fresh: string): InlineConfig[] {
  const site = join(root, 'src/web/site');
  const desk = join(root, 'src/web/desk');
  const widget = join(root, 'src/web/widget/main.ts');
  const all: InlineConfig[] = [
    { root: site, base: '/', build: { outDir: fresh } },
    {
      root: join(root, 'src/web/widget'),
      define: { 'process.env.NODE_ENV': '"production"' },
      build: { outDir: fresh, emptyOutDir: false, lib: { entry: widget, formats: ['iife'], name: 'okno', fileName: () => 'widget.js' } },
    },
  ];
  if (existsSync(join(desk, 'index.html'))) all.push({ root: desk, base: '/desk/', build: { outDir: join(fresh, 'desk') } });
  all.push({ root: join(root, 'src/web/reference'), base: '/api/', build: { outDir: join(fresh, 'api') } });
  return all;
}

function kilobytes(file: string): string {
  return `${(gzipSync(readFileSync(join(out, file))).length / 1024).toFixed(1)} kB`;
}

const stamp = stampOfSources();
if (stampOfBuild() !== stamp) {
  const began = performance.now();
  await build(stamp);
  console.log(`web pages built in ${((performance.now() - began) / 1000).toFixed(1)} s (widget.js: ${kilobytes('widget.js')} compressed)`);
}
