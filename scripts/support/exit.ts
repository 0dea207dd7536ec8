import process from 'node:process';

/** Runs a command that starts other processes, and ends with its code; 1 and what was wrong, when it fails. An interrupted run ends its children too: they end with this process. */
export async function exitWith(main: () => Promise<number>): Promise<never> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  try {
    process.exit(await main());
  } catch (error) {
    console.error(error instanceof Error ? (error.stack ?? error.message) : error);
    process.exit(1);
  }
}
