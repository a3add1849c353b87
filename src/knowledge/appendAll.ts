/** Adds all of `more` at the end. A spread into `push` fails beyond about a hundred thousand. */
export function appendAll<Item>(list: Item[], more: readonly Item[]): void {
  for (const item of more) list.push(item);
}
