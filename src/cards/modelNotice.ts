import type { ModelNotice } from '../domain/answer.ts';
import type { Messages } from '../messages/messages.ts';
import { shownText } from './shownText.ts';

const FIGURES_SHOWN = 6;
const FIGURE_CHARACTERS = 60;

type FigureNotice = Extract<ModelNotice, { kind: 'unproven' | 'differs' }>;

/** What a model had to do with an answer, in the reader's words. */
export function modelNoticeText(notice: ModelNotice, { model: words }: Messages): string {
  switch (notice.kind) {
    case 'improving':
      return words.improving;
    case 'kept':
      return words.kept[notice.why];
    case 'budget-near':
      return words.budgetNear;
    case 'unproven':
      return words.unproven(notice.figures);
    case 'differs':
      return words.differs(notice.before, notice.now);
  }
}

/** The notice with as many and as long figures as a card has room for. */
export function withShortFigures(notice: FigureNotice): FigureNotice {
  return notice.kind === 'unproven'
    ? { ...notice, figures: short(notice.figures) }
    : { ...notice, before: short(notice.before), now: short(notice.now) };
}

function short(figures: readonly string[]): string[] {
  return figures.slice(0, FIGURES_SHOWN).map((figure) => shownText(figure, FIGURE_CHARACTERS));
}
