/** Roles that are pressed on an assistant; folded letters. */
const ROLES = [
  /\b(?:you are (?:now|no longer|hereby)|from now on,? (?:you|answer|respond|reply)|du bist (?:jetzt|ab jetzt|nun)|(?:nun|jetzt) bist du|sie sind (?:jetzt|ab jetzt)|ahora eres|a partir de ahora (?:eres|responde)|tu es maintenant|vous etes maintenant|ora sei|agora voce e)\b(?! (?:connected|charged|charging|on (?:hold|the)|ready|able|entitled|eligible|registered|covered|in the queue|logged|signed|verbunden))/,
  /\b(?:act|behave|respond|answer|roleplay|role-play|role-playing|fungieren|agieren|pose) (?:as|like|als|en tant que|como) (?:an? |the |my |eine? |einen? )?(?:\w+ ){0,3}(?:ai|assistant|bot|chatbot|model|llm|chatgpt|gpt|terminal|admin\w*|root|hacker|developer|dan|pirate|supervisor and|linux\w*|translator|interpreter|shell|ubersetzer)\b/,
  /\b(?:i want you to|i need you to|you will|ich mochte,? dass (?:du|sie)|quiero que) (?:act|be|play|pretend|behave|fungieren|agieren|als|actues)\b/,
  /\bpretend (?:to be|you are|you're|that you are|you have|you can|i am (?:an?|the|your) (?:admin|developer|supervisor))\b(?! (?:on hold))/,
  /\b(?:imagine|suppose|let'?s say|simulate|stell dir vor,?|play a game where) (?:that )?(?:you(?:'re| are)|du bist|sie sind|a terminal|a shell)\b/,
  /\b(?:no longer (?:earpiece|an? assistant)|stop being (?:earpiece|an? (?:ai|assistant|bot))|be (?:evilbot|dan)|(?:an )?unrestricted (?:ai|model|assistant|bot|mode|version)|without (?:any )?(?:restrictions|limits|rules|filters)\b.{0,40}\b(?:ai|bot|model|data)|ai without (?:rules|limits|restrictions)|have no (?:restrictions|limits|limitations|rules)|ohne einschrankungen|uneingeschrankter? (?:assistent|ki))/,
  /\byou are (?:role-?playing|an? (?:unfiltered|evil|unrestricted|unlimited))\b/,
];

/** Reaching for what stands in the assistant's own instructions. */
const LEAKS = [
  /\b(?:show|print|reveal|repeat|output|display|tell|give|translate|encode|leak|expose|zeig\w*|gib|nenne|muestra\w*|montre\w*|affiche\w*|rivela|mostra|recite|write|copy)\b.{0,50}\b(?:(?:system|initial|hidden|original|full|your|all your|entire|dein\w*|tus?) (?:\w+ )?(?:prompt|prompts|instructions|message|anweisungen|instrucciones|consignes)|prompt(?:-| )?texte?s?|systemprompt|prompt (?:di|de) sistema|prompt do sistema|hidden prompt)\b/,
  /\bwhat (?:is|are|were|does|do|was)\b.{0,30}\b(?:your (?:\w+ )?(?:prompt|instructions|rules|guidelines|system message|password)|system message|system prompt|hidden instructions|written at the beginning|the (?:\w+ )?sentences before)\b/,
  /\b(?:repeat|print|output|copy|recite)\b.{0,20}\b(?:everything|all|the (?:words|text|lines|sentences))\b.{0,20}\b(?:above|before|so far)\b/,
  /\b(?:reveal|disclose|output|dump|leak)\b.{0,30}\b(?:secret key|api key|password|credentials|passphrase|the database|every record|customer data|all records)\b/,
  /\b(?:dump|list|show|print|read|quote|output|nenne|muestra|affiche|geben)\b.{0,24}\b(?:every|all|each|alle|todos|tous|any)\b.{0,14}\b(?:customers?'?s?|kunden(?:daten)?|clientes|clients|records|account numbers?|card numbers?|secrets?|confidential documents?)\b(?!.{0,8}\bnumbers to\b)/,
  /\b(?:share|confirm|tell me|give me|provide|print)\b.{0,24}\b(?:your (?:password|passcode|secret)|the password for (?:this|our|the) (?:mode|system))/,
  /(?:系统提示|システムプロンプト|системный промпт)/u,
];

/** Marks and words that only machines are addressed with. */
const MACHINE = [
  /<\|(?:im_start|im_end|system|user|assistant|endoftext)\|?>|\[\/?(?:inst|system)\]|<<\/?sys>>|<\/?(?:system|instructions?)>|<system mode>|### ?(?:new )?(?:instruction|system)|\bbegin system\b|<god mode>/,
  /\b(?:developer|god|debug|maintenance|jailbreak|dan|admin|root|sudo|override|unrestricted|verification|system) mode\b.{0,24}\b(?:enabled|activated|on(?! (?:the|an?|my|our|your|his|her|their|this|that)\b)|unlocked)\b|\b(?:i am|i'm|you are|now) (?:now )?(?:entering|in) (?:an? |the )?(?:'|")?(?:\w+ ){0,3}(?:mode|override)\b/,
  /\b(?:enter|activate|enable|switch to) (?:developer|god|admin|debug|jailbreak|dan|unrestricted) mode (?:and|then|to)\b/,
  /\b(?:sudo|rm -rf|cat (?:the )?secrets?)\b|\bgrant me\b.{0,20}\b(?:admin|role|access)\b|\bmake me (?:an )?admin\b/,
  /\b(?:i am|i'm|as) (?:your|the|an?) (?:developer|creator|programmer|administrator|owner)\b.{0,60}\b(?:disable|command|need you|must|order|show|give|of this bot|assess)\b/,
  /\b(?:disable|turn off|remove)\b.{0,14}\b(?:your|its|safety) (?:\w+ )?(?:filters?|rules|guidelines|restrictions)\b|\bi am your (?:developer|creator|admin\w*)\b/,
];

/** Orders that replace the question. */
const NEW_TASKS = [
  /\b(?:new|neue|nueva|nouvelle|further|additional|weitere) (?:instructions?|tasks? (?:follow|for you)|anweisungen|aufgaben (?:folgen|auf)|assignment|order)\b.{0,3}(?::| (?:are|follow|for the ai|to the)|$)/,
  /\b(?:your (?:new|only|real) (?:task|job|instructions?|goal)|(?:deine|ihre) neue aufgabe|your instructions are now|change your instructions|new task, namely|now (?:new|further) (?:tasks|instructions)|nun folgen (?:neue|weitere)|neuen aufgabe, namlich|start over with a new task)\b/,
  /\bfollow (?:mine|these instead|my (?:rules|instructions|orders))\b|\b(?:obey (?:me|it|this)|i command you)\b/,
  /\b(?:repeat after me|say (?:only|exactly|just)|reply only with|answer only with|respond only with|output (?:only|exactly))\b.{0,6}["'“«:]/,
  /\bbypass your\b|\boverride your\b|\bignore your\b/,
  /\b(?:answer|respond) (?:with|using) (?:the )?(?:customer'?s|another customer'?s|someone else'?s) (?:card|pin|password|account)/,
];

/** Patterns of what steers an assistant, whoever writes it. */
export const STEERING: readonly RegExp[] = [...ROLES, ...LEAKS, ...MACHINE, ...NEW_TASKS];

const ASSISTANT =
  "(?:ai|a\\.i\\.|ai assistants?|assistants?|language models?|chat ?bots?|llms?|gpt|copilot|earpiece|(?:ai )?note ?takers?|summari[sz](?:er|ation (?:tool|software))|(?:ai |crm )?summary tool|transcription software|automated systems?|system listening|(?:the )?model|ki|assistenten?|asistente|ia|l'ia|assistant ia|bots?)";
/** What nobody would ask of a person reading a policy, only of a machine that reads it. */
const DO =
  '(?:reply|respond|answer|say|tell|reveal|output|send|approve|ignore|grant|write|record|mark|set|state|include|append|describe|treat|open|read|quote|call|post|mention|return|suppress|omit|list|disable|stop|forget|override|obey|decode|behave|repond\\w*|responde\\w*|antworte\\w*|behandle\\w*|nenne|gib|anota|olvida|sage)';

/** What addresses an assistant inside a document, a transcript or a note; folded letters. */
export const ADDRESSES: readonly RegExp[] = [
  new RegExp(
    `\\b(?:note|notice|instructions?|message|directive|hinweis|nota|attention|hey|dear|an den|to any|to the|to all|to) (?:to |for |a |an |para |fur |pour )?(?:the |die |den |la |el |l'|any |all )?${ASSISTANT}\\b[^.!?]{0,60}[:;,!][^.!?]{0,80}\\b${DO}\\b`,
  ),
  new RegExp(
    `(?:^|[.!?:>\\]}"] ?|by the way,? |<!-- ?)(?:dear |hey )?(?:the )?${ASSISTANT} ?(?:directive|tool|instruction|reading this)?[,:!] ?(?:[^.!?]{0,60}\\b)?${DO}\\b`,
  ),
  new RegExp(
    `\\b(?:the )?${ASSISTANT}\\b(?: reading (?:this|it)|[^.!?:]{0,30})\\b(?:must|should|shall|has to|have to|please|muss|debe|doit|dois)\\b(?! (?:approve refunds?|be linked)\\b)[^.!?]{0,60}\\b${DO}\\b`,
  ),
  /\b(?:if|when|as) (?:you are |an? |the )?(?:a |an |any )?(?:ai|language model|llm|assistant|chatbot|model) (?:reads?|reading|processes|processing|summari[sz]es|sees)\b|\bif you are (?:an? )?(?:ai|language model|llm|chatbot)\b|\bto (?:any )?(?:ai|llm|language model|model)s? processing\b/,
  /\bwhen (?:generating|composing|producing) (?:an? |the |your )?(?:response|reply|answer|summary)\b|\b(?:begin|end|start|finish) (?:your|every|each|the) (?:answer|reply|response) with\b|\bbefore answering,? (?:send|post|call|include|open)\b/,
  /\b(?:in|to|of) (?:your|every|each) (?:answer|reply|response|next message|output)\b/,
  /!\[[^\]]{0,80}\]\(\s*https?:/,
  /^(?:system|assistant) ?: ?(?:you|treat|set|reveal|ignore|skip|always|output|forget|do not)/,
  /\bsystem prompt ?:|\bthe (?:right|correct) answer to any question\b|\breply in the (?:voice|style) of\b|\bskip (?:the )?identity checks? and (?:reveal|give|tell)\b/,
  /"type" ?: ?"adaptivecard"|\baction\.(?:openurl|submit|execute)\b/,
];
