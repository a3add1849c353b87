/** Verbs that do away with something, by language, in folded letters. */
const AWAY = [
  "ignore|ignoring|disregard|disregarding|forget|override|overrule|bypass|abandon|discard|drop|erase|do not follow|don'?t follow|stop following|do not obey|don'?t obey|leave behind",
  'ignorier(?:e|en|t)(?: sie)?|vergiss|vergesst|vergessen sie|missachte|uberschreibe|lassen sie|abweichend (?:von|zu)',
  'ignora|ignore|ignorad|olvida|olvide|olvidar|olvidate de|omite',
  'ignorez|ignore|oublie|oubliez|neglige[rz]?',
  'ignora|dimentica|ignori|esqueca|ignora|negeer|vergeet|zignoruj|zapomnij|zaboravi|ignorera|glom',
].join('|');
/** What such an instruction does away with. */
const ORDERS =
  'instructions?|instruktionen|rules?|prompts?|guidelines?|guidance|directions?|directives?|orders?|commands?|programming|training|restrictions?|filters?|polic(?:y|ies) you|assignments?|tasks?|context|anweisung(?:en)?|befehle?n?|regeln|vorgaben|auftrage|aufgaben|instrucciones|reglas|ordenes|instructions|consignes|regles|istruzioni|regole|instrucoes|regras|instructies|regels|instrukcje|instrukcije|zasady|polecenia|instruktioner|regler';
/** Words that make them the assistant's. */
const EARLIER =
  'previous|prior|earlier|preceding|above|former|initial|original|existing|your|yours|all|any|every|these|those|safety|system|the user|you (?:were|have been|got)|vorherig\\w*|vorig\\w*|vorangehend\\w*|bisherig\\w*|obig\\w*|alle[ns]?|dein\\w*|ihre|previas|anteriores|todas|tus|sus|precedentes|toutes|tes|vos|precedenti|tutte|tue|anteriores|todas as|suas|vorige|alle|je|poprzednie|wszystkie|swoje|sve|alla|tidigare';
/** An order stands where a sentence or clause begins; "can she ignore the instructions" is a question. */
const BEGINS =
  "(?:^|[.!?:;,>\\]\"'(){}|-] ?|\\n|\\b(?:and|then|now|please|just|also|instead|you (?:must|should|will|have to|can)|i (?:want|need|command|order) (?:you|it) to|bitte|nun|jetzt|und|por favor|tienes que|s'il vous plait|stop|stopp|assistant|asistente|ai|ki|ia|chatbot|bot|it should|llm|but|so|context|user|germany|deutschland|tool) )";

/** "Ignore all previous instructions" in the words of many languages; folded letters. */
export const OVERRIDES: readonly RegExp[] = [
  new RegExp(
    `${BEGINS}(?:${AWAY})\\b(?: [^.!?;]{0,30}?)?\\b(?:${EARLIER})\\b(?: [^.!?;]{0,40}?)? ?\\b(?:${ORDERS})(?![\\p{L}])`,
    'u',
  ),
  new RegExp(
    `${BEGINS}(?:${AWAY}) (?:the |die |las |les |le |i )?(?:${ORDERS}) (?:you (?:were|have|got)|above|before|given|of the user|provided)`,
    'u',
  ),
  new RegExp(
    `\\b(?:${AWAY}) (?:all |alle |todas? |tout(?:es)? |everything |of )*(?:your|dein\\w*|tus|tes|vos|tue|suas) (?:\\w+ ){0,3}(?:${ORDERS})`,
    'u',
  ),
  new RegExp(
    `${BEGINS}(?:${AWAY}) (?:all |alle |todas? )*(?:the )?(?:previous|prior|preceding|above|vorherigen|vorangehenden|bisherigen) (?:\\w+ ){0,2}(?:${ORDERS}|information)`,
    'u',
  ),
  /\b(?:disregard|ignore|overrid\w*) (?:prior|previous|earlier) (?:guidance|instructions?|directives?|prompts?)/,
  /(?:^|[.!?:,] ?|\bnow )(?:please )?(?:forget|ignore|disregard) (?:about )?(?:everything|anything|all|what) (?:(?:that )?(?:you (?:know|were told|have been told|learned)|we discussed|stands above|above|before that|i told you)|and (?:say|print|write|output|tell|just|only|listen))/,
  /(?:^|[.!?:,] ?|\b)(?:forget|ignore) (?:everything|all)(?: (?:above|before that|you know|you were told)|,? (?:just |and )?(?:write|print|say|output|tell me))/,
  /(?:^|[.!?:,] ?)ignore (?:the )?above(?: (?:and|,)|\b.{0,20}\b(?:say|print|instead|output))/,
  /\bvergiss alles(?: (?:davor|gesagte|vorherige)|,? (?:und )?(?:schreibe|sage|was wir))/,
  /\b(?:olvid[ae]r? todo (?:lo )?(?:que|y)|oublie[rz]? tout(?: ce que)? (?:et|tu|vous|ce))/,
  /\b(?:ignore|forget|disregard) (?:what you were told|the documents provided|all documents|the articles)/,
  /(?:игнориру\p{L}*|игнорировать|забудь\p{L}*)[^.!?]{0,30}(?:инструкции|правила|указания)/u,
  /(?:忽略|无视|忘记|不要理会)[^。！？]{0,14}(?:指令|指示|规则|提示|说明)/u,
  /(?:指示|命令|ルール|指令|フロンフト|プロンプト)[^。！？]{0,10}(?:無視|忘れ)/u,
  /(?:تجاهل|انس|تجاهلي)[^.!؟]{0,24}(?:التعليمات|تعليمات|القواعد|الاوامر|الأوامر)/u,
  /(?:निरदश|निर्देश|निरदेश|नरदश|आदेश)[^।!?]{0,24}(?:अनदेखा|अनदेखी|अनदख|भूल)/u,
  /(?:지시|명령|규칙)[^.!?]{0,14}(?:무시|잊)/u,
  /(?:talimat|kural|komut)\w*[^.!?]{0,16}(?:yok say|gormezden gel|unut|dikkate alma)/u,
];
