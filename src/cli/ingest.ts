import process from 'node:process';
import type { IngestedDocument } from '../knowledge/ingestDocument.ts';
import { ingestOwnDocuments } from '../wiring/ingestOwnDocuments.ts';
import { type Command, print, readArguments, withPorts, WrongUsage } from './command.ts';
import { embedIngested } from './embedIngested.ts';
import { operatorName } from './operator.ts';
import { feedIngested } from './feedIngested.ts';
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
    const request = { paths: positionals, prune: values.prune === true, who: operatorName() };
    return withPorts(async (ports) => {
      const total = await ingestOwnDocuments(request, ports, {
        onDocument: (document, { done, of }) => {
          bar.clear();
          report(document, isJson);
          bar.show(done, of, printable(document.file));
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
      await embedIngested(ports);
      await feedIngested(ports);
      return total.failed === 0 ? 0 : 1;
    });
  },
};

function report(document: IngestedDocument, isJson: boolean): void {
  const { file, title, passages, skipped, error, warnings = [] } = document;
  const said = printable(`${file}: ${skipped ? 'unchanged' : `${title}, ${passages} passages`}`);
  if (isJson || error === undefined) print(isJson, document, said);
  for (const text of error === undefined ? warnings : [error, ...warnings]) {
    process.stderr.write(`${printable(`${file}: ${text}`)}\n`);
  }
}

/** A file may be named so that a terminal takes its name for commands, or shows it turned around. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028-\u202E\u2066-\u2069]/gu, '?');
}
