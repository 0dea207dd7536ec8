import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { unpackedChromium } from './chromium-unpacked.ts';

const systems = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A real Chromium with an empty profile of its own: the machine's, else the one inside an npm package. */
export async function launchChromium(): Promise<Browser> {
  const system = systems.find((each) => existsSync(each));
  if (system !== undefined) return chromium.launch({ executablePath: system, args });
  const { executable, libraries, fonts } = await unpackedChromium();
  const env = { ...process.env, FONTCONFIG_FILE: fonts };
  const launch = (extra: NodeJS.ProcessEnv) => chromium.launch({ executablePath: executable, args, env: { ...env, ...extra } });
  // The machine's own libraries suit it best; one that has none takes those that came along.
  return launch({}).catch((error: unknown) => {
    if (!String(error).includes('shared libraries')) throw error;
    return launch({ LD_LIBRARY_PATH: libraries });
  });
}
