// Opens the database at the place given as JSON, as a starting process does, and ends.
import { type DatabasePlace, openDatabase } from '../../../src/adapters/sql/openDatabase.ts';

const database = await openDatabase(JSON.parse(process.argv[2] ?? '') as DatabasePlace);
await database.close();
