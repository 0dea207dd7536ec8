import { describeKilled } from './chaos/describe-killed.ts';

/** One blow: chaos.long.test.ts has them all. */
describeKilled({ 'postgres-kills': 0, 'pglite-kills': 1, 'postgres-stops': 0, 'two-servers': 0 }, 6);
