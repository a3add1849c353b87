import assert from 'node:assert/strict';
import { openDatabase } from '../../../src/adapters/sql/openDatabase.ts';
import { sqlMarks } from '../../../src/adapters/sql/sqlMarks.ts';
import { describeOnDatabases } from '../../support/databases.ts';

describeOnDatabases((name, fresh) => {
  describe(`writes at the same moment: ${name}`, () => {
    it('take back only the one that fails', async () => {
      const place = await fresh();
      const database = await openDatabase(place);
      const marks = sqlMarks(database);
      const broken = database.write(async (tables) => {
        await tables.insertInto('marks').values({ mark: 'half', value: 'done' }).execute();
        throw new Error('changed its mind');
      });

      const outcomes = await Promise.allSettled([marks.set('one', '1'), broken, marks.set('two', '2')]);

      assert.deepEqual(
        outcomes.map(({ status }) => status),
        ['fulfilled', 'rejected', 'fulfilled'],
      );
      assert.deepEqual(
        [await marks.get('one'), await marks.get('half'), await marks.get('two')],
        ['1', undefined, '2'],
      );
      await database.close();
      await place.remove();
    });
  });
});
