/** The largest number that holds, where no larger one does: doubled while it goes well, then halved in between. */
export async function largestThat(holds: (count: number) => Promise<boolean>, first: number): Promise<number> {
  let [good, bad] = [0, first];
  while (await holds(bad)) [good, bad] = [bad, bad * 2];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (await holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
