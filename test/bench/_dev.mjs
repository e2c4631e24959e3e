import { startDatabase } from './support/database.mjs';
import { makePeople } from './support/people.mjs';
import { writeFileSync } from 'node:fs';
const database = await startDatabase();
const p = await makePeople(database, { brands: 1, conversations: 25 });
writeFileSync('/tmp/q6/dev.json', JSON.stringify({ url: database.appUrl, floorUrl: database.floorUrl, account: p.account, brand: p.brands[0] }));
console.log('ready');
process.on('SIGTERM', async () => { await database.stop(); process.exit(0); });
setInterval(() => {}, 1e6);
