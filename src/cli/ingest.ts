import process from 'node:process';
import { parseArgs } from 'node:util';
import { ingestDocuments } from '../knowledge/ingestDocuments.ts';
import { type Command, print, withPorts, WrongUsage } from './command.ts';

/** `earpiece ingest`: reads documents into the knowledge base. */
export const ingest: Command = {
  usage: 'ingest <path…> [--prune]',
  does: 'reads documents into the knowledge base',
  async run(args) {
    const { values, positionals } = parse(args);
    if (positionals.length === 0) throw new WrongUsage('Which files or folders?');
    return withPorts(async (ports) => {
      const total = await ingestDocuments({ paths: positionals, prune: values.prune, origin: 'ingest' }, ports, {
        onDocument: (document) => {
          const problem = document.error === undefined ? '' : `: ${document.error}`;
          if (values.json) print(true, document, '');
          if (document.error !== undefined) process.stderr.write(`${document.file}${problem}\n`);
          else if (!values.json) process.stderr.write(documentText(document));
          for (const warning of document.warnings ?? []) process.stderr.write(`${document.file}: ${warning}\n`);
        },
      });
      const { sampleRemoved, ...line } = total;
      for (const warning of total.warnings) process.stderr.write(`${warning}\n`);
      if (sampleRemoved > 0) {
        await ports.marks.set('sample-removed', ports.clock.now().toISOString());
        await ports.customers.removeSample();
        process.stderr.write(
          `The sample company was removed (${sampleRemoved} documents); this knowledge base is yours now.\n`,
        );
      }
      print(
        values.json,
        line,
        `${total.documents} documents, ${total.passages} passages, ${total.skipped} unchanged, ${total.failed} failed, ${total.seconds} s`,
      );
      return total.failed === 0 ? 0 : 1;
    });
  },
};

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, prune: { type: 'boolean', default: false } },
    });
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error));
  }
}

function documentText(document: { file: string; title: string; passages: number; skipped: boolean }): string {
  return document.skipped
    ? `${document.file}: unchanged\n`
    : `${document.file}: ${document.title}, ${document.passages} passages\n`;
}
