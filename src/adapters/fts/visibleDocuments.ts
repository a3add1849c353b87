/** Rows that somebody with the groups `:groups` (a JSON list) may read. `documents` must be in the statement. */
export const MAY_READ = `(
  documents.is_open = 1
  or exists (
    select 1 from json_each(:groups) as asked
    join document_groups on document_groups.group_name = asked.value
    where document_groups.document_key = documents.document_key
  )
)`;

/** Rows that are in force on `:day`. */
export const IN_FORCE = `(documents.effective_date is null or substr(documents.effective_date, 1, 10) <= :day)`;
