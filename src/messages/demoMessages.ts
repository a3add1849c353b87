const en = {
  begins: 'DEMO: I play a scam call, as if it were live. Only you see it; nothing of it is kept or counted.',
  caller: 'Caller',
  callee: 'Agent',
  playing: 'DEMO, live:',
  over: "DEMO: the call is over, and its words are gone. Press “I'm on it”, then “End…”, as a supervisor would.",
  summary: 'DEMO: a scam alert.',
  thanks: 'DEMO: that was all of it. On a real call your supervisors would have seen this card in their channel.',
  busy: 'A demo is being played already. Please try again in a minute.',
  gone: 'This demo is over. Type "demo" to play it again.',
  missing: 'The sample call is not there, so I cannot play it.',
  notAllowed: 'Only supervisors and admins can play the demo.',
  elsewhere: 'I play the demo in your own chat with me only.',
};

const de: typeof en = {
  begins:
    'VORFÜHRUNG: Ich spiele einen Betrugsanruf vor, als liefe er gerade. Nur Sie sehen ihn; nichts davon wird gespeichert oder gezählt.',
  caller: 'Anrufer/in',
  callee: 'Agent/in',
  playing: 'VORFÜHRUNG, live:',
  over: 'VORFÜHRUNG: Der Anruf ist vorbei, seine Worte sind fort. Drücken Sie „Ich kümmere mich“ und dann „Beenden…“, wie es die Teamleitung täte.',
  summary: 'VORFÜHRUNG: ein Betrugsalarm.',
  thanks:
    'VORFÜHRUNG: Das war alles. Bei einem echten Anruf hätte Ihre Teamleitung diese Karte in ihrem Kanal gesehen.',
  busy: 'Gerade läuft schon eine Vorführung. Bitte versuchen Sie es in einer Minute noch einmal.',
  gone: 'Diese Vorführung ist vorbei. Mit „Demo“ spiele ich sie noch einmal.',
  missing: 'Der Beispielanruf ist nicht da, ich kann ihn nicht vorspielen.',
  notAllowed: 'Nur Teamleitung und Admins können die Vorführung abspielen.',
  elsewhere: 'Die Vorführung spiele ich nur in Ihrem eigenen Chat mit mir.',
};

/** Words around a call that is played for one person. */
export const demoMessages = { en, de };
