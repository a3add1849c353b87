import process from 'node:process';
import type { IngestedDocument } from '../knowledge/ingestDocument.ts';
import { ingestOwnDocuments } from '../wiring/ingestOwnDocuments.ts';
import { type Command, print, readArguments, withPorts, WrongUsage } from './command.ts';
import { progressBar } from './progressBar.ts';

const NOTHING_THERE = 'Nothing to read there. Earpiece reads pdf, docx, pptx, xlsx, csv, md, html and txt files.';

/** `earpiece ingest`: reads documents into the knowledge base. */
export const ingest: Command = {
  usage: 'ingest <path…> [--prune]',
  does: 'reads documents into the knowledge base',
  async run(args) {
    const { values, positionals, isJson } = readArguments(args, { prune: { type: 'boolean' } });
    if (positionals.length === 0) throw new WrongUsage('Which files or folders?');
    const bar = progressBar(process.stderr);
    return withPorts(async (ports) => {
      const total = await ingestOwnDocuments({ paths: positionals, prune: values.prune === true }, ports, {
        onDocument: (document, { done, of }) => {
          bar.clear();
          report(document, isJson);
          bar.show(done, of, document.file);
        },
      });
      bar.clear();
      if (total.documents + total.failed === 0) process.stderr.write(`${NOTHING_THERE}\n`);
      const { sampleRemoved, ...line } = total;
      for (const warning of total.warnings) process.stderr.write(`${warning}\n`);
      if (sampleRemoved > 0) {
        process.stderr.write(
          `The sample company was removed (${sampleRemoved} documents); this knowledge base is yours now.\n`,
        );
      }
      print(
        isJson,
        line,
        `${total.documents} documents, ${total.passages} passages, ${total.skipped} unchanged, ${total.failed} failed, ${total.seconds} s`,
      );
      return total.failed === 0 ? 0 : 1;
    });
  },
};

function report(document: IngestedDocument, isJson: boolean): void {
  const { file, title, passages, skipped, error, warnings = [] } = document;
  if (isJson) print(true, document, '');
  if (error !== undefined) process.stderr.write(`${file}: ${error}\n`);
  else if (!isJson)
    process.stderr.write(skipped ? `${file}: unchanged\n` : `${file}: ${title}, ${passages} passages\n`);
  for (const warning of warnings) process.stderr.write(`${file}: ${warning}\n`);
}
