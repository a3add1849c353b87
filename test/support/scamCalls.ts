import type { SpokenTurn } from '../../src/domain/verdict.ts';

/** A fraud written for the tests; `harm` is the turn the money goes in. */
export const A_SAFE_ACCOUNT_FRAUD = {
  harm: 15,
  turns: spoken([
    'Good morning, this is Alan from the fraud department of your bank.',
    'Oh dear, what is it?',
    'There has been suspicious activity, someone has opened your account from a new device this morning.',
    'That was not me. Should I go to the branch?',
    'You could, but the branch will only ring us, and by then the money is gone.',
    'What do I do?',
    'We move your savings into a safe account in your own name, right now, while you are on the phone with me.',
    'Can I ask my daughter first?',
    'No, do not tell anyone, not your daughter and not the staff, we think somebody inside the branch is part of it.',
    'All right.',
    'Stay on the line, do not hang up. Open your banking app and I will read you the sort code.',
    'It says the name does not match.',
    'That is normal, it is a standard warning, just press continue.',
    'It asks whether somebody told me to move the money.',
    'Say no, say it is for family. Then read me the code they send you.',
    'It is gone. The code is four four one nine two eight.',
  ]),
};

/** An honest call of the same bank about the same things. */
export const A_TRUE_FRAUD_DESK = {
  turns: spoken([
    'Good morning, this is Alan from the fraud department of your bank.',
    'Oh dear, what is it?',
    'We have stopped a card payment this morning that did not look like you. Nothing has left your account.',
    'That was not me. Should I go to the branch?',
    'You can if you like, or ring the number on the back of your card. I will block the card and send a new one.',
    'Do I have to move my savings?',
    'No, your money is fine where it is. We never ask you to move it, and never ask for a code.',
    'Can I ask my daughter first?',
    'Of course, please do, there is no rush.',
    'Thank you, I will call back on the number on my card.',
  ]),
};

function spoken(texts: readonly string[]): SpokenTurn[] {
  return texts.map((text, turn) => ({ speaker: turn % 2 === 0 ? 'caller' : 'callee', text }));
}
