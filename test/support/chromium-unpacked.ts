import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

export interface Unpacked {
  readonly executable: string;
  /** shared libraries a bare machine lacks */
  readonly libraries: string;
  /** a fontconfig of the machine's fonts and one that knows Cyrillic */
  readonly fonts: string;
}

/**
 * The Chromium inside an npm package, unpacked once per installation. Done here rather than by the package's own code, which
 * unpacks to a fixed place in the temporary folder, where an interrupted run leaves half a browser to all later ones.
 */
export async function unpackedChromium(): Promise<Unpacked> {
  const packed = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../../bin');
  const home = join(import.meta.dirname, '../../node_modules/.cache/okno-chromium');
  if (!existsSync(home)) await unpack(packed, home);
  return { executable: join(home, 'chromium'), libraries: join(home, 'lib'), fonts: join(home, 'fonts.conf') };
}

async function unpack(packed: string, home: string): Promise<void> {
  const staging = `${home}-${process.pid}`;
  await mkdir(staging, { recursive: true });
  const inflated = (name: string) => createReadStream(join(packed, name)).pipe(createBrotliDecompress());
  await Promise.all([
    pipeline(inflated('chromium.br'), createWriteStream(join(staging, 'chromium'), { mode: 0o755 })),
    ...['swiftshader.tar.br', 'fonts.tar.br', 'al2023.tar.br'].map((each) => untar(inflated(each), staging)),
  ]);
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', join(home, 'fonts')];
  const listed = [...folders.map((each) => `<dir>${each}</dir>`), `<cachedir>${join(home, 'font-cache')}</cachedir>`];
  await writeFile(
    join(staging, 'fonts.conf'),
    `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n${listed.join('\n')}\n</fontconfig>\n`,
  );
  // Whoever was first has done the same work.
  await rename(staging, home).catch(() => rm(staging, { recursive: true, force: true }));
}

async function untar(archive: NodeJS.ReadableStream, folder: string): Promise<void> {
  const child = spawn('tar', ['-x', '--no-same-owner', '-C', folder], { stdio: ['pipe', 'inherit', 'inherit'] });
  const ended = new Promise<unknown>((resolve) => {
    child.once('error', resolve);
    child.once('close', resolve);
  });
  // tar may hang up at the archive's end mark, before the last padding: its exit code says whether it got everything.
  await pipeline(archive, child.stdin).catch(() => {});
  const code = await ended;
  if (code !== 0) throw new Error(`tar failed: ${String(code)}`);
}
