/** The database cannot be opened or stopped answering. `place` names it without any secret. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
  readonly place: string;
  constructor(place: string, advice: string, options?: ErrorOptions) {
    super(`The database (${place}) is not available: ${advice}`, options);
    this.place = place;
  }
}

/** A newer Earpiece has already changed this database; an older one would damage it. */
export class DatabaseTooNew extends Error {
  override name = 'DatabaseTooNew';
  readonly found: number;
  readonly known: number;
  constructor(found: number, known: number) {
    super(
      `The database is at version ${found}, this Earpiece knows versions up to ${known}: ` +
        'start the newer Earpiece, or restore the backup made before it was updated.',
    );
    this.found = found;
    this.known = known;
  }
}

/** A sealed text does not open. Nothing was changed; `place` names the row and never what stands in it. */
export class CannotOpenText extends Error {
  override name = 'CannotOpenText';
  readonly place: { table: string; column: string; row: string };
  constructor(
    place: { table: string; column: string; row: string },
    why: { missingKey: string } | { changedUnder: string },
    options?: ErrorOptions,
  ) {
    const advice =
      'missingKey' in why
        ? `is sealed with the key "${why.missingKey}", which DATA_KEY does not name: add it behind the others and try again`
        : `does not open: DATA_KEY holds another key under the name "${why.changedUnder}", or the row was changed outside Earpiece`;
    super(`${place.column} of a row in ${place.table} ${advice}. Nothing was changed.`, options);
    this.place = place;
  }
}
