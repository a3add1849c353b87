/** Under which a subscriber's line (+<digits>) is found: nobody learns the number from it. */
export function subscriberKey(number: string, keyedHash: (value: string) => string): string {
  return keyedHash(`subscriber ${number}`);
}
