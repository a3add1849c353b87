import type { Block } from '../../../src/domain/block.ts';

/** Blocks as short lines to compare: "# Fees", "1. Open it", "- point", "Plan=Flex 10 | Price=£10". */
export function blockLines(blocks: readonly Block[]): string[] {
  return blocks.map((block) => {
    switch (block.kind) {
      case 'heading':
        return `${'#'.repeat(block.level)} ${block.text}`;
      case 'paragraph':
        return block.text;
      case 'item':
        return `${block.number === undefined ? '-' : `${block.number}.`} ${block.text}`;
      case 'row':
        return block.cells.map((cell, column) => `${block.header[column] ?? '?'}=${cell}`).join(' | ');
    }
  });
}
