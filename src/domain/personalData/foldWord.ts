/** The form under which names and streets are one: small letters, no accents, "Jürgen" as "Juergen", "straße" as "str". */
export function foldWord(word: string): string {
  const small = word.toLowerCase();
  if (/^[a-z\d ]+$/.test(small)) return german(small);
  return german(
    small.replace(/ß/g, 'ss').normalize('NFD').replace(/\p{M}/gu, '').replace(/ø/g, 'o').replace(/ł/g, 'l'),
  );
}

function german(word: string): string {
  return word.replace(/(?<=[aou])e(?=[^aeiou]|$)/g, '').replace(/str(?:asse)?$/, 'str');
}
