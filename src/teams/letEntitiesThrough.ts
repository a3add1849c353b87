import { createRequire } from 'node:module';

interface Mappers {
  Entity: { type: { additionalProperties?: { type: { name: string } } } };
}

/**
 * Lets citations, the AI label and stream details through to Teams. The connector's serializer (botframework-connector
 * 4.23) drops every entity field it does not know, so that a citation arrives as a bare `{type}`. Call before the
 * adapter is made; calling it twice does no harm.
 */
export function letEntitiesThrough(): void {
  const mappers = createRequire(import.meta.url)('botframework-connector/lib/connectorApi/models/mappers') as Mappers;
  mappers.Entity.type.additionalProperties = { type: { name: 'Object' } };
}
