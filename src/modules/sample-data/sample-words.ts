/** Invented names are put together from these; all people, companies and roads are made up. */
export const FIRST_NAMES = [
  'Anders', 'Anna', 'Birgit', 'Bo', 'Camilla', 'Carsten', 'Dorte', 'Emil', 'Fatima', 'Freja', 'Gitte', 'Hanne', 'Henrik',
  'Ida', 'Jens', 'Karen', 'Kirsten', 'Lars', 'Lene', 'Mads', 'Mette', 'Mohammed', 'Niels', 'Ole', 'Pia', 'Rasmus', 'Signe',
  'Søren', 'Thomas', 'Trine', 'Ulla', 'Vibeke', 'Yusuf', 'Åse', 'Ørn',
] as const;

export const LAST_NAMES = [
  'Andersen', 'Bach', 'Bjerregaard', 'Christensen', 'Dam', 'Eriksen', 'Frandsen', 'Grønbæk', 'Hansen', 'Holm', 'Iversen',
  'Jensen', 'Kjær', 'Larsen', 'Lund', 'Madsen', 'Mikkelsen', 'Nielsen', 'Nørgaard', 'Olsen', 'Pedersen', 'Poulsen',
  'Rasmussen', 'Schmidt', 'Skov', 'Sørensen', 'Thomsen', 'Toft', 'Vestergaard', 'Winther', 'Ærøe', 'Østergaard', 'Ågård',
] as const;

export const PLACES = [
  'Fjord', 'Bakke', 'Nørre', 'Sønder', 'Vester', 'Øster', 'Midt', 'Å', 'Skov', 'Strand', 'Mølle', 'Kirke', 'Havne', 'Eng',
] as const;

export const ROADS = ['Søndergade', 'Nørregade', 'Havnevej', 'Industrivej', 'Bredgade', 'Møllevej', 'Åboulevarden', 'Vestergade'] as const;

/** Weight, industry code (DB25), words for a name. */
export const TRADES: readonly (readonly [number, { code: string; words: readonly string[] }])[] = [
  [18, { code: '471100', words: ['Købmand', 'Marked', 'Dagligvarer', 'Butik'] }],
  [14, { code: '412000', words: ['Byg', 'Entreprenør', 'Murer', 'Tømrer'] }],
  [10, { code: '561110', words: ['Café', 'Restaurant', 'Spisehus', 'Kro'] }],
  [9, { code: '251100', words: ['Smedje', 'Stål', 'Maskiner', 'Metal'] }],
  [8, { code: '494100', words: ['Transport', 'Vognmand', 'Logistik'] }],
  [7, { code: '011100', words: ['Landbrug', 'Gartneri', 'Planteavl'] }],
  [7, { code: '692000', words: ['Revision', 'Regnskab', 'Rådgivning'] }],
  [6, { code: '881000', words: ['Omsorg', 'Pleje', 'Hjemmeservice'] }],
  [5, { code: '812100', words: ['Rengøring', 'Ejendomsservice'] }],
  [5, { code: '621000', words: ['Data', 'Software', 'IT'] }],
  [4, { code: '960200', words: ['Frisør', 'Salon', 'Velvære'] }],
  [3, { code: '851000', words: ['Børnehus', 'Skole', 'Kursus'] }],
  [2, { code: '107110', words: ['Bageri', 'Brødhus'] }],
  [2, { code: '931100', words: ['Fitness', 'Idræt'] }],
];

export const DISTRICTS: readonly (readonly [number, { postalCode: string; city: string }])[] = [
  [70, { postalCode: '9991', city: 'Fjordkøbing' }],
  [12, { postalCode: '9992', city: 'Møllerup' }],
  [9, { postalCode: '9993', city: 'Ågerskov' }],
  [6, { postalCode: '9994', city: 'Østerlund' }],
  [3, { postalCode: '9995', city: 'Ærdrup' }],
];

export const NEEDS: readonly (readonly [direction: string, horizon: string, text: string])[] = [
  ['recruit', 'short', 'Mangler hænder til lageret før jul.'],
  ['recruit', 'short', 'Søger en rengøringsassistent på 15 timer.'],
  ['recruit', 'long', 'Vil gerne have lærlinge, men har ikke haft det før.'],
  ['recruit', 'long', 'To går på pension næste år og skal erstattes.'],
  ['retain', 'short', 'Har en medarbejder, der skal tilbage på få timer.'],
  ['retain', 'long', 'Vil passe bedre på de ældste medarbejdere.'],
  ['upskill', 'short', 'Mangler truckcertifikat til tre.'],
  ['upskill', 'long', 'Vil løfte det danske sprog på arbejdspladsen.'],
];

export const SUMMARIES = [
  'Rundvisning og en god snak om, hvad de har brug for.',
  'Ringede for at høre, hvordan det går. De har travlt, men vil gerne høre fra os igen.',
  'Talte om praktik og småjob. De vil tænke over det.',
  'Fulgte op på den seneste aftale. Det går, som det skal.',
  'Mødte lederen og tillidsrepræsentanten. Positive over for at tage flere ind.',
  'De har ikke brug for noget lige nu, men er glade for, at vi spurgte.',
  'Fortalte om ordningerne. Sendte materiale bagefter.',
] as const;

export const TASK_TITLES = [
  'Ring og følg op', 'Send materiale om småjob', 'Aftal besøg', 'Find kandidater til praktik', 'Hør, hvordan praktikken går',
  'Få aftalen underskrevet',
] as const;
