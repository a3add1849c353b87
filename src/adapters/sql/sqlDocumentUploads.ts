import type { ReadDocument } from '../../domain/knowledgeDocument.ts';
import type { DocumentUploads } from '../../ports/documentUploads.ts';
import { fromJson, fromMillis, toJson, toMillis, toText } from './columns.ts';
import type { Database } from './database.ts';

/** Documents that wait for an admin's word, in the database. */
export function sqlDocumentUploads(database: Database): DocumentUploads {
  return {
    save: ({ uploadId, agentId, at, read }) =>
      database.write(async (tables) => {
        const row = { upload_id: uploadId, agent_id: toText(agentId), at: toMillis(at), read: toText(toJson(read)) };
        await tables.insertInto('document_uploads').values(row).execute();
      }),
    find: (uploadId) =>
      database.read(async (tables) => {
        const waiting = tables.selectFrom('document_uploads').selectAll().where('upload_id', '=', toText(uploadId));
        const row = await waiting.executeTakeFirst();
        if (row === undefined) return undefined;
        const { upload_id, agent_id, at, read } = row;
        return { uploadId: upload_id, agentId: agent_id, at: fromMillis(at), read: fromJson<ReadDocument>(read) };
      }),
    remove: (uploadId) =>
      database.write(async (tables) => {
        const one = tables.deleteFrom('document_uploads').where('upload_id', '=', toText(uploadId));
        return Number((await one.executeTakeFirst()).numDeletedRows) === 1;
      }),
    prune: (before) =>
      database.write(async (tables) => {
        const old = tables.deleteFrom('document_uploads').where('at', '<', toMillis(before));
        return Number((await old.executeTakeFirst()).numDeletedRows);
      }),
  };
}
