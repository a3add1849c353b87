import type { PersonalStore } from '../../ports/personalData.ts';
import { fromMillis } from './columns.ts';
import type { Database } from './database.ts';
import { customerKeyOf } from './sqlInsights.ts';

/** Figures of a customer's notes, found by the keyed hash of their id. */
export function personalFigures(database: Database): PersonalStore {
  return {
    store: 'note figures',
    find: async ({ customerId }) => {
      const theirs = await database.read((tables) =>
        tables
          .selectFrom('note_figures')
          .select(['called_at', 'topic', 'sentiment_start', 'sentiment_end'])
          .where('customer_key', '=', customerKeyOf(customerId, database))
          .execute(),
      );
      return theirs.map(({ called_at: calledAt, ...figures }) => ({ calledAt: fromMillis(calledAt), ...figures }));
    },
    forget: ({ customerId }) =>
      database.write(async (tables) => {
        const theirs = tables
          .deleteFrom('note_figures')
          .where('customer_key', '=', customerKeyOf(customerId, database));
        return Number((await theirs.executeTakeFirst()).numDeletedRows);
      }),
  };
}
