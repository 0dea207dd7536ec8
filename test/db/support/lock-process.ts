import process from 'node:process';
import { lockFolder } from '../../../src/db/open-lock.ts';

/* Takes the folder, and keeps it until it is killed. */
lockFolder(process.argv[2] ?? '');
process.send?.('locked');
setInterval(() => {}, 1000);
