/** A store under test, and further ways in to the same data, as other processes would have. */
export interface Opened<Store> {
  store: Store;
  again(): Promise<Store>;
  close(): Promise<void>;
}

/** Opens an empty store. */
export type Open<Store> = () => Promise<Opened<Store>>;

/** Opens an empty store before each claim and closes it after. */
export function withStore<Store>(
  title: string,
  open: Open<Store>,
  claims: (opened: () => Opened<Store>) => void,
): void {
  describe(title, () => {
    let opened: Opened<Store>;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());
    claims(() => opened);
  });
}
