/** What people say to a bot that is no question; anything longer is taken for one. */
const GREETING =
  /^(?:hi|hiya|hey|hello|good (?:morning|afternoon|evening)|moin|hallo|guten (?:tag|morgen|abend))(?: there| earpiece| all)?$/;
const THANKS =
  /^(?:ok(?:ay)? )?(?:thanks|thank you|thx|ta|cheers|great|perfect|brilliant|nice one|danke|super|prima)(?: a lot| so much| very much| earpiece| schön| dir)?$/;
const BYE = /^(?:bye|goodbye|good night|see you|cu|tschüss|bis später)(?: earpiece)?$/;

/** The kind of small talk a message is, or undefined when it asks something. */
export function smallTalk(text: string): 'greeting' | 'thanks' | 'bye' | undefined {
  const plain = text
    .toLowerCase()
    .replace(/[^\p{L}\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (GREETING.test(plain)) return 'greeting';
  if (THANKS.test(plain)) return 'thanks';
  if (BYE.test(plain)) return 'bye';
  return undefined;
}
