/** What the sample office holds and goes to. Every place is invented; the streets are as ordinary as they come in any city. */

export type EventKind = 'neighborhood_meeting' | 'tabling' | 'training' | 'workshop' | 'clinic' | 'hearing' | 'media' | 'other';

export type EventWords = {
  kind: EventKind;
  /** How often, against the others. */
  weight: number;
  /** `{area}` is the neighborhood. */
  title: string;
  title_es: string;
  summary: string;
  summary_es: string;
  /** When it begins, in hours of the day, and how long it lasts, in minutes. */
  hours: readonly number[];
  minutes: number;
  saturdays?: true;
  registers?: { capacity: number };
  /** How many come, from and to. */
  people: readonly [number, number];
  topics: string[];
  programs: string[];
  legislation?: string;
  partner?: string;
  supplies: [item: string, quantity: number][];
  equipment?: string[];
};

export type EventPlace = { name: string; address: string; room: string | null; neighborhood: string; postal: string };

export const eventWords: readonly EventWords[] = [
  {
    kind: 'neighborhood_meeting',
    weight: 26,
    title: '{area} neighborhood meeting',
    title_es: 'Reunión vecinal de {area}',
    summary: 'What the city is doing in {area}, and time for your questions. Come as you are; children are welcome.',
    summary_es: 'Qué hace la ciudad en {area} y tiempo para sus preguntas. Los niños son bienvenidos.',
    hours: [18],
    minutes: 90,
    people: [14, 38],
    topics: ['311-and-services', 'programs-for-residents'],
    programs: ['Minor home repair', 'Utility assistance'],
    partner: 'neighborhoods',
    supplies: [
      ['Sign-in sheets', 3],
      ['Name tags', 50],
      ['311 cards, English and Spanish', 60],
    ],
    equipment: ['Projector 1'],
  },
  {
    kind: 'tabling',
    weight: 20,
    title: 'Table at the {area} market',
    title_es: 'Mesa informativa en el mercado de {area}',
    summary: 'Ask us about programs, grants and city services while you shop.',
    summary_es: 'Pregúntenos por programas, subvenciones y servicios de la ciudad mientras hace sus compras.',
    hours: [9, 10],
    minutes: 180,
    saturdays: true,
    people: [35, 110],
    topics: ['programs-for-residents', 'mykcmo-app'],
    programs: ['Rental assistance', 'Weatherization'],
    supplies: [
      ['Folding table', 1],
      ['Canopy', 1],
      ['Program booklets', 120],
      ['Pens', 100],
    ],
    equipment: ['Canopy'],
  },
  {
    kind: 'training',
    weight: 12,
    title: 'Open Data for neighbors: find what you need',
    title_es: 'Datos abiertos para vecinos: encuentre lo que busca',
    summary: 'Two hours at the computer: look up requests, permits and budgets of your own street. No experience needed.',
    summary_es: 'Dos horas en la computadora: solicitudes, permisos y presupuestos de su propia calle. No hace falta experiencia.',
    hours: [10, 17],
    minutes: 120,
    registers: { capacity: 16 },
    people: [9, 16],
    topics: ['open-data-training'],
    programs: ['Open Data'],
    supplies: [
      ['Laptops', 8],
      ['Workbooks', 20],
    ],
    equipment: ['Laptop cart', 'Projector 2'],
  },
  {
    kind: 'workshop',
    weight: 14,
    title: 'Home repair grants: fill in your application',
    title_es: 'Ayudas para reparar su casa: llene su solicitud',
    summary: 'Bring your papers and leave with a finished application. We help one by one.',
    summary_es: 'Traiga sus papeles y salga con la solicitud terminada. Ayudamos uno por uno.',
    hours: [16, 17],
    minutes: 120,
    registers: { capacity: 24 },
    people: [11, 24],
    topics: ['programs-for-residents', 'grant-funded-services'],
    programs: ['Minor home repair', 'Weatherization'],
    partner: 'housing',
    supplies: [
      ['Application forms', 30],
      ['Document checklist, six languages', 60],
      ['Portable printer', 1],
    ],
    equipment: ['Portable printer'],
  },
  {
    kind: 'workshop',
    weight: 8,
    title: 'How the city spends: reading the budget together',
    title_es: 'En qué gasta la ciudad: leamos juntos el presupuesto',
    summary: 'The budget in plain words, with people from Finance to answer.',
    summary_es: 'El presupuesto en palabras sencillas, con gente de Finanzas para responder.',
    hours: [18],
    minutes: 105,
    registers: { capacity: 40 },
    people: [10, 30],
    topics: ['city-finances', 'grants-information'],
    programs: ['Participatory budget'],
    legislation: '210140',
    partner: 'finance',
    supplies: [
      ['Budget in brief', 50],
      ['Flip chart', 1],
    ],
    equipment: ['Projector 1'],
  },
  {
    kind: 'clinic',
    weight: 8,
    title: 'Expungement and record clinic',
    title_es: 'Consulta para limpiar antecedentes',
    summary: 'Meet a volunteer attorney in private. Interpreters are there; tell us your language when you register.',
    summary_es: 'Hable en privado con un abogado voluntario. Hay intérpretes; díganos su idioma al inscribirse.',
    hours: [13],
    minutes: 180,
    registers: { capacity: 30 },
    people: [14, 30],
    topics: ['doj-programs', 'language-assistance'],
    programs: ['Second Chance'],
    partner: 'municipal-court',
    supplies: [
      ['Intake forms', 40],
      ['Privacy screens', 4],
    ],
  },
  {
    kind: 'hearing',
    weight: 5,
    title: 'Public hearing: services in your language',
    title_es: 'Audiencia pública: servicios en su idioma',
    summary: 'Tell the city where language kept you from a service.',
    summary_es: 'Cuéntele a la ciudad dónde el idioma le impidió recibir un servicio.',
    hours: [17],
    minutes: 120,
    people: [18, 60],
    topics: ['language-assistance', 'charter-and-ordinances'],
    programs: [],
    legislation: '200450',
    partner: 'civil-rights',
    supplies: [
      ['Speaker cards', 80],
      ['Headsets', 30],
    ],
    equipment: ['Interpreting headsets'],
  },
  {
    kind: 'media',
    weight: 3,
    title: 'On the radio: questions about city programs',
    title_es: 'En la radio: preguntas sobre los programas de la ciudad',
    summary: 'Call in with your question; we answer on the air.',
    summary_es: 'Llame con su pregunta; respondemos en vivo.',
    hours: [11],
    minutes: 45,
    people: [0, 0],
    topics: ['programs-for-residents'],
    programs: ['Utility assistance'],
    supplies: [],
  },
  {
    kind: 'other',
    weight: 4,
    title: 'Welcome walk through {area}',
    title_es: 'Paseo de bienvenida por {area}',
    summary: 'A walk with neighbors and the people who keep the streets, lights and parks.',
    summary_es: 'Un paseo con vecinos y con quienes cuidan calles, luces y parques.',
    hours: [9],
    minutes: 90,
    saturdays: true,
    people: [8, 26],
    topics: ['311-and-services'],
    programs: [],
    partner: 'parks',
    supplies: [['Safety vests', 20]],
  },
];

/** The weekly hour that recurs: one series of the sample office. */
export const weeklyWords: EventWords = {
  kind: 'clinic',
  weight: 0,
  title: 'Paperwork hour in Spanish and English',
  title_es: 'Hora de trámites en español e inglés',
  summary: 'Letters, forms, bills: bring what you do not understand. No appointment.',
  summary_es: 'Cartas, formularios, recibos: traiga lo que no entienda. Sin cita.',
  hours: [18],
  minutes: 90,
  people: [3, 11],
  topics: ['language-assistance', '311-and-services'],
  programs: ['Utility assistance'],
  supplies: [['Forms folder', 1]],
};

export const eventPlaces: Record<string, readonly EventPlace[]> = {
  '1': [
    {
      name: 'Briarfield Branch Library',
      address: '2108 NE Maple Boulevard',
      room: 'Community room',
      neighborhood: 'Briarfield',
      postal: '64118',
    },
    { name: 'Maple Crossing Church Hall', address: '5517 N Oak Street', room: null, neighborhood: 'Maple Crossing', postal: '64119' },
  ],
  '2': [
    {
      name: 'North Landing Community Center',
      address: '8421 NW Linden Lane',
      room: 'Hall A',
      neighborhood: 'North Landing',
      postal: '64151',
    },
    { name: 'Barrybrook School', address: '7702 NW Summit Street', room: 'Cafeteria', neighborhood: 'Barrybrook', postal: '64154' },
  ],
  '3': [
    { name: 'Vine Heights Center', address: '1823 Garfield Avenue', room: 'Main hall', neighborhood: 'Vine Heights', postal: '64127' },
    { name: 'East Terrace Library', address: '3050 Prospect Avenue', room: 'Reading room', neighborhood: 'East Terrace', postal: '64128' },
    { name: 'Lykins Grove Market', address: '4015 Independence Avenue', room: null, neighborhood: 'Lykins Grove', postal: '64127' },
  ],
  '4': [
    { name: 'City Hall', address: '414 E 12th Street', room: '4th floor, room 412', neighborhood: 'Old Market', postal: '64108' },
    { name: 'Westgate Hill Center', address: '2015 Summit Street', room: 'Gym', neighborhood: 'Westgate Hill', postal: '64108' },
    { name: 'Union Gardens Library', address: '3414 Walnut Street', room: 'Room 2', neighborhood: 'Union Gardens', postal: '64111' },
  ],
  '5': [
    { name: 'Swope Meadows Center', address: '6130 Indiana Avenue', room: 'Meeting room', neighborhood: 'Swope Meadows', postal: '64132' },
    { name: 'Eastbrook Library', address: '5406 Prospect Avenue', room: null, neighborhood: 'Eastbrook', postal: '64130' },
  ],
  '6': [
    { name: 'Southwood Community Center', address: '11008 Holmes Road', room: 'Hall', neighborhood: 'Southwood', postal: '64114' },
    { name: 'Red Bridge Farm House', address: '12345 Wornall Lane', room: null, neighborhood: 'Red Bridge Farm', postal: '64145' },
  ],
};

export const cancelReasons: readonly string[] = [
  'The hall had no heat that day.',
  'Snow: the buses did not run.',
  'Our partner could not come; we set a new date.',
];
export const outcomes: readonly string[] = [
  'Good talk about lights and trash pick-up. Several asked for help with applications.',
  'Many first-time visitors. The Spanish material ran out before the end.',
  'Quiet at first, lively in the second half. Follow up on the bus stop.',
  'People want the same meeting on a Saturday.',
  'Partner offered to host again. Bring more chairs.',
];
