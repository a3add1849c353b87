/** Labels from the lowest to the highest, unless the settings name others. */
export const USUAL_LABELS = ['Public', 'General', 'Internal', 'Confidential', 'Highly Confidential'] as const;

/**
 * The highest of these labels, as its document writes it; undefined where no document has one. `order` goes from the
 * lowest to the highest, case does not count. A label that it does not name stands above all: nobody has said that it is
 * harmless.
 */
export function highestLabel(
  labels: readonly (string | undefined)[],
  order: readonly string[] = USUAL_LABELS,
): string | undefined {
  const ranks = new Map(order.map((label, rank) => [plain(label), rank]));
  const rankOf = (label: string): number => ranks.get(plain(label)) ?? order.length;
  return labels
    .filter((label) => label !== undefined && plain(label) !== '')
    .reduce<string | undefined>(
      (highest, label) => (highest === undefined || rankOf(label ?? '') > rankOf(highest) ? label : highest),
      undefined,
    );
}

function plain(label: string): string {
  return label.trim().toLowerCase();
}
