import type { Marks } from '../../ports/marks.ts';
import type { Connection } from './database.ts';

/** Marks in the database. */
export function sqlMarks(database: Connection): Marks {
  return {
    get: (mark) =>
      database.read(async (tables) => {
        const row = await tables.selectFrom('marks').select('value').where('mark', '=', mark).executeTakeFirst();
        return row?.value;
      }),
    set: (mark, value) =>
      database.write(async (tables) => {
        await tables
          .insertInto('marks')
          .values({ mark, value })
          .onConflict((conflict) => conflict.column('mark').doUpdateSet({ value }))
          .execute();
      }),
    setOnce: (mark, value) =>
      database.write(async (tables) => {
        await tables
          .insertInto('marks')
          .values({ mark, value })
          .onConflict((conflict) => conflict.column('mark').doNothing())
          .execute();
        const row = await tables.selectFrom('marks').select('value').where('mark', '=', mark).executeTakeFirstOrThrow();
        return row.value;
      }),
  };
}
