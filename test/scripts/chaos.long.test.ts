import { describeKilled } from './chaos/describe-killed.ts';

describeKilled({ 'postgres-kills': 4, 'pglite-kills': 3, 'postgres-stops': 2, 'two-servers': 2 }, 12);
