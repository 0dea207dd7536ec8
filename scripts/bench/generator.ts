import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { type Figures, figuresOf } from './spoken.ts';
import type { Stage } from './stage.ts';
import { said } from './visitors.ts';

/** What the load alone can do, against a server that does nothing: must be far above what is measured with it. */
export async function generator(stage: Stage): Promise<Figures> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.resolve('../load/trivial.ts'))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  try {
    const [told] = (await once(child.stdout, 'data')) as [Buffer];
    const target = { host: '127.0.0.1', port: Number(told.toString()) };
    const { warmUp, seconds } = stage.options.scale;
    const speakers = Array.from({ length: 512 }, () => ({ token: 'x'.repeat(260), path: 0 }));
    const paths = [said];
    return figuresOf(await stage.load.run({ type: 'closed', target, connections: 64, warmUp, seconds, endless: true, speakers, paths }));
  } finally {
    process.off('exit', endWithUs);
    child.kill('SIGKILL');
  }
}
