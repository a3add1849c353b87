/** A button of an answer card. */
export interface Button {
  title: string;
  /** What it does in full, read out and shown on hovering; starts with the title. */
  tooltip: string;
  /** Secondary buttons stand in the menu behind "…". */
  mode: 'primary' | 'secondary';
  data: { verb: string; answerId: string; n?: number };
}

/** Width of the button row on a narrow phone, in pixels; Teams on phones cuts off what does not fit. */
const ROW_PIXELS = 304;
const MENU_PIXELS = 48;
const PIXELS_PER_CHARACTER = 8;
const PIXELS_AROUND_TITLE = 34;

/** Sends primary buttons that would not fit beside the others to the menu; `mustShow` stays in sight in any case. */
export function fitButtonRow(buttons: readonly Button[], mustShow?: Button): Button[] {
  const needsMenu = width(buttons) > ROW_PIXELS || buttons.some(({ mode }) => mode === 'secondary');
  let left = ROW_PIXELS - (needsMenu ? MENU_PIXELS : 0) - (mustShow === undefined ? 0 : width([mustShow]));
  return buttons.map((button) => {
    if (button === mustShow || button.mode === 'secondary') return button;
    left -= width([button]);
    return left < 0 ? { ...button, mode: 'secondary' } : button;
  });
}

function width(buttons: readonly Button[]): number {
  return buttons.reduce((sum, { title }) => sum + title.length * PIXELS_PER_CHARACTER + PIXELS_AROUND_TITLE, 0);
}
