import { ratesTable, storageTable } from './tables.js';

console.log(`${ratesTable()}\n\n${storageTable()}`);
