/** Facts about what happened, for whoever operates Earpiece. Never message text, customer data or call content. */
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
