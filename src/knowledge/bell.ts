/** Ends a pause early; rung before the pause begins, the pause is over at once. */
export class Bell {
  #rung = Promise.withResolvers<void>();

  ring(): void {
    this.#rung.resolve();
  }

  /** Resolves when the bell rings, or after so many milliseconds; keeps no process alive. */
  async wait(millis: number): Promise<void> {
    const timer = setTimeout(() => this.ring(), millis).unref();
    await this.#rung.promise;
    clearTimeout(timer);
    this.#rung = Promise.withResolvers();
  }
}
