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
