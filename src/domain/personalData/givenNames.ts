import { foldWord } from './foldWord.ts';

/**
 * Given names that are common in the United Kingdom, America, Germany, Spain and France and are hardly ever anything
 * else; written down by hand. Names that are words, places or brands as well stand in no list.
 */
const COMMON = `
aaron abigail adam adrian adele agnes aidan aisha alan alastair albert alejandro alex alexander alexandra alexandre alfie
alfonso alfred alfredo ali alice alicia alina alison alistair alvaro amanda amelia amelie amina amir amy ana anastasia
anders andre andrea andreas andrew andrzej andy angela angelika anika anita anja anke ann anna annabel anne annette annika
anouk anthony antoine antonia antonio anton archie arianna arjun arnaud arne arthur arturo ashley astrid aurelie axel
ayesha barbara barry bastien beatrice beatriz becky benedikt benjamin benoit berenice bernadette bernard bernd beth bethany
bettina betty beverley birgit bjorn bob bogdan boris brad bradley brandon brenda brendan brian brigitte bronwyn bruno bryan
caitlin callum calvin cameron camille carina carla carlos carmen caroline carolyn carsten caspar cassandra catalina caterina
catherine cathy cecilia cecile cedric celia celine cesar chantal charles cheryl chloe chris christa christel christelle
christiane christina christine christoph christophe christopher cindy claire clara clarissa claude claudia claudio clemens
colette colin conor connor conrad corinna corinne cornelia craig cristina cynthia dagmar damian damien daniel daniela
daniele danielle danny darren dave david dean deborah declan delphine denis denise dennis derek desmond diana diane diego
dieter dietmar dimitri dirk dmitri dominic dominik dominique donald donna doris dorothea dorothy doug douglas duncan dylan
eamon edith eduardo edward edwin eileen elaine eleanor elena elias elisa elisabeth elizabeth elke ella ellen ellie elliot
elsa emil emilia emilie emilio emily emma emmanuel enrique eric erica erich erik erika erin ernesto esteban esther ethan
etienne eugene eugenia eva evan evelyn ewan fabian fabien fabienne fabio fatima federico felicity felipe felix ferdinand
fernando finn fiona francesca francesco francis francisca francisco franck francois francoise franz freddie frederic
frederick frederike freya friedrich fritz gabriel gabriela gabriele gabrielle gareth gary gavin gemma genevieve geoff
geoffrey george georges gerald gerard gerda gerhard gertrud gianluca gilles gillian gisela giulia giuseppe gloria gonzalo
gordon graham greg gregor gregory greta gudrun guido guillaume gunther gustav gwen hamza hannah hannelore hans harald
harriet harry hassan hayley heather hector heidi heike heiner heinrich heinz helen helena helene helga helmut hendrik henri
henrik henry herbert hermann hilary hilda holger horst howard hubert hugh hugo hussein ian ibrahim ignacio igor ilse imogen
ines inga inge ingrid irene irina irma isaac isabel isabella isabelle isaiah isla ismail ivan ivana jacob jacqueline jacques
jaime jake jakob james jamie jan jana jane janet janice janine jaroslav jasmin jasmine jason javier jeff jeffrey jemma
jennifer jenny jeremy jerome jess jessica jill jim jimmy joachim joan joanna joanne joaquin jochen joel joelle joerg johan
johann johanna johannes john jonas jonathan jorge jose josef josefa joseph josephine josh joshua juan juanita juergen jürgen
judith julia julian juliana julie julien jutta kai karen karim karin karina karl karla karsten katarina kate katharina
katherine kathleen kathrin kathryn kathy katie katja katrin kayleigh keith kelly kenneth kerstin kevin khalid kim kimberly
kirsten kirsty klaus konrad kristian kristin kristina kurt kyle lars laura lauren laurence laurent lea leah leila lena leon
leonard leonardo leonie leopold leslie liam lianne lina linda lindsay lisa liz lorena lorenzo lorraine lothar louis louisa
louise luca lucas lucia lucie lucien lucinda lucy ludwig luis luisa luise lukas luke lutz lydia lynn maciej madeleine
magdalena malcolm malik mandy manfred manuel manuela marc marcel marcela marco marcus margaret margarete margarita margit
margot maria marianne marie mariana marina mario marion marius markus marlene marta martha martin martina mary mateo mathias
mathieu mathilde matteo matt matthew matthias matthieu maureen maurice mauricio maxime maximilian megan melanie melissa
mehmet mia michael michaela michel michelle miguel mika milena mira miriam mohamed mohammed moira mona monica monika monique
muhammad muriel murray mustafa nadia nadine nadja naomi natalia natalie natasha nathalie nathan neil nelson nicholas nicola
nicolas nicole nigel nikolai nina noah noel noemi nora norbert norma norman olaf oleg olga oliver olivia olivier omar
oscar otto owen pablo paola paolo pascal patricia patrice patrick patrik paul paula paulina pauline pedro peter petra phil
philip philipp philippe philippa phillip phoebe pierre piotr priya quentin rachel rafael ralf ralph ramon raphael raquel
raul raymond rebecca regina regine reinhard rene renate rhys ricardo richard rita robert roberta roberto robin rodney
rodrigo roger roland rolf roman romain ronald rory rosalind rosario rowan roy rosie rupert russell ruth ryan sabine sabrina
sally salma salvador sam samantha samir samuel sandra sanjay santiago sara sarah saskia scott sean sebastian sebastien
sergei sergio severine shannon sharon shaun sheila shirley sibylle siegfried sigrid silke silvia simon simone sina sofia
sofie solange sonia sonja sophia sophie stacey stan stefan stefanie stella stephan stephane stephanie stephen steve steven
stuart susan susana susanne suzanne sven svetlana sybille sylvain sylvia sylvie tamara tammy tanja tanya tara tatiana ted
terence teresa terry thea theodor theresa therese thibault thierry thomas thorsten tiffany tilda till tim timo timothy tina
tobias toby todd tom tomas tomasz tommy toni tony torsten tracey tracy trevor tristan udo ulf ulla ulrich ulrike ursula ute
uwe valentin valentina valerie vanessa vera verena veronica veronika veronique vicky vikram vincent viola viktor vladimir
volker walter wanda waltraud wendy werner wilfried wilhelm william winfried winston wolfgang xavier yannick yasmin yusuf
yves yvette yvonne zachary zahra zara zoe zuzana`;

/** Given names that are ordinary words, letters of the spelling alphabet or places in small letters. */
const ONLY_CAPITALS = `
ben bill carol charlie charlotte chelsea dan drew eve florence frank georgia gene grace grant iris jack jade jean joe jordan
juliet june lily mark matt max mike miles nick oscar pat penny pete pilar ray rob rosa rose ruby sandy sue tony victor
victoria virginia will roman till tilda ted stan robin dean jan kim ali alex sam tim tom jim bob ian neil roy kai noel regina
gloria stella viola vera mira marina paula rosario salvador santiago mercedes rosie craig chris dave ella lea`;

const folded = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/).map(foldWord));
const CAPITALS = folded(ONLY_CAPITALS);
const NAMES = new Set([...folded(COMMON), ...CAPITALS]);
/** Sentences begin with these as with any word. */
const WORDS = folded(
  'will mark grant frank grace rose june may bill jack miles rob sue pat penny max drew till dean jade',
);

/** Whether a word, as it is written, is somebody's given name; in small letters only where it can be nothing else. */
export function isGivenName(word: string): boolean {
  const name = foldWord(word);
  if (!NAMES.has(name)) return false;
  return /^\p{Lu}/u.test(word) ? !WORDS.has(name) : !CAPITALS.has(name);
}

/** The same where a family name follows, so that words count, too. */
export function mayBeGivenName(word: string): boolean {
  return /^\p{Lu}/u.test(word) && NAMES.has(foldWord(word));
}
