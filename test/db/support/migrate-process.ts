import { migrate } from '../../../src/db/migrate.ts';
import { openDb } from '../../../src/db/open.ts';

/* A server that does nothing but bring the schema up to date, when it is told to. */

const databaseUrl = process.argv[2] ?? '';
const db = await openDb({ databaseUrl, dataFolder: '' });
process.once('message', () => {
  void migrate(db)
    .then(() => db.close())
    .then(() => process.disconnect());
});
process.send?.('open');
