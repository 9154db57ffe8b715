import { openDatabase } from './open-database.js';
import { readConfig } from './platform/config/config.js';

/** `npm run migrate`: brings the database to the newest state and ends; for a deploy that migrates before it starts. */
const database = await openDatabase(readConfig(process.env), console.log);
await database.stop();
console.log('Databasen er på nyeste trin.');
process.exit(0);
