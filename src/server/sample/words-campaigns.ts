/** What the sample office writes to many: its lists, and letters in the languages of those who get them. Invented. */
export type Said = { subject: string; preheader: string; blocks: SampleBlock[] };
/** Blocks as domain/campaigns/blocks.ts has them, without their ids. */
export type SampleBlock =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'button'; label: string; url: string }
  | { kind: 'events'; days: number; limit: number }
  | { kind: 'divider' };

export type SampleList = {
  code: string;
  name: string;
  description: string;
  translations: Record<string, { name: string; description: string }>;
  needs_consent: boolean;
  is_public: boolean;
  sort_order: number;
};
export const sampleLists: SampleList[] = [
  {
    code: 'neighborhood-bulletin',
    name: 'Neighborhood bulletin',
    description: 'Once a month: what the city does near you, and when we are where.',
    translations: {
      es: { name: 'Boletín vecinal', description: 'Una vez al mes: lo que la ciudad hace cerca de usted, y cuándo estamos dónde.' },
      vi: {
        name: 'Bản tin khu phố',
        description: 'Mỗi tháng một lần: thành phố làm gì gần nhà quý vị, và chúng tôi có mặt ở đâu, khi nào.',
      },
    },
    needs_consent: true,
    is_public: true,
    sort_order: 1,
  },
  {
    code: 'trainings',
    name: 'Trainings',
    description: 'New classes and free places, a few days before the city calendar shows them.',
    translations: { es: { name: 'Talleres', description: 'Clases nuevas y lugares libres, unos días antes que en el calendario.' } },
    needs_consent: true,
    is_public: true,
    sort_order: 2,
  },
  {
    code: 'city-notices',
    name: 'City notices',
    description: 'What everybody has to know: deadlines, changes of service. A few times a year.',
    translations: {
      es: { name: 'Avisos de la ciudad', description: 'Lo que todos deben saber: plazos y cambios de servicio. Pocas veces al año.' },
    },
    needs_consent: false,
    is_public: true,
    sort_order: 3,
  },
];

const hello = {
  en: 'Hello {{ person.first_name | default: "neighbor" }},',
  es: 'Hola, {{ person.first_name | default: "vecina o vecino" }}:',
  vi: 'Kính chào {{ person.name | default: "quý vị" }},',
  ar: 'مرحبًا {{ person.first_name | default: "جارنا العزيز" }}،',
};
const page = 'https://kcmo.example';
const text = (words: string): SampleBlock => ({ kind: 'text', text: words });
const heading = (words: string): SampleBlock => ({ kind: 'heading', level: 2, text: words });
const title = (words: string): SampleBlock => ({ kind: 'heading', level: 1, text: words });

/** Stories of the monthly bulletin, one a month in turn. */
const stories = [
  {
    en: [
      'Help with the water bill',
      `Applications for help with the water bill are open until the 20th. Bring one bill and one paper that shows what you earn. We fill in the form with you, in your language: [where and when](${page}/water).`,
    ],
    es: [
      'Ayuda con la cuenta del agua',
      `Hasta el día 20 se puede pedir ayuda con la cuenta del agua. Traiga una cuenta y un papel que muestre sus ingresos. Llenamos el formulario con usted, en su idioma: [dónde y cuándo](${page}/water).`,
    ],
    vi: [
      'Giúp trả hóa đơn tiền nước',
      `Quý vị có thể nộp đơn xin giúp trả hóa đơn tiền nước đến ngày 20. Xin mang theo một hóa đơn và một giấy tờ về thu nhập. Chúng tôi điền đơn cùng quý vị, bằng tiếng Việt: [địa điểm và thời gian](${page}/water).`,
    ],
  },
  {
    en: [
      'Where the leaves go',
      `Leaves are collected twice this season. Put up to twenty bags at the curb the evening before: [your days by street](${page}/leaves). Drop-off sites take them on Saturdays without a limit.`,
    ],
    es: [
      'A dónde van las hojas',
      `Las hojas se recogen dos veces esta temporada. Ponga hasta veinte bolsas en la acera la noche anterior: [sus días por calle](${page}/leaves). Los sábados, los centros las reciben sin límite.`,
    ],
    vi: [
      'Thu gom lá cây',
      `Lá cây được thu gom hai lần trong mùa này. Xin để tối đa hai mươi bao ở lề đường vào tối hôm trước: [ngày thu gom theo đường](${page}/leaves). Các điểm nhận mở cửa thứ Bảy, không giới hạn.`,
    ],
  },
  {
    en: [
      'Small grants for block associations',
      `Up to $5,000 for what neighbors do together: a garden, a mural, lights for an alley. Letters of two pages are enough, and we read drafts: [how to apply](${page}/blocks).`,
    ],
    es: [
      'Pequeños fondos para asociaciones de vecinos',
      `Hasta 5,000 dólares para lo que hacen juntos los vecinos: un jardín, un mural, luces para un callejón. Bastan dos páginas, y leemos borradores: [cómo solicitar](${page}/blocks).`,
    ],
    vi: [
      'Quỹ nhỏ cho hội khu phố',
      `Tối đa 5.000 đô la cho những việc hàng xóm cùng làm: một khu vườn, một bức tranh tường, đèn cho lối đi. Chỉ cần hai trang, và chúng tôi đọc bản nháp: [cách nộp đơn](${page}/blocks).`,
    ],
  },
  {
    en: [
      'The budget, in one evening',
      `Council talks about next year’s budget. Come and see where a dollar goes, ask, and write down what is missing. Interpreters are there: [dates](${page}/budget).`,
    ],
    es: [
      'El presupuesto, en una tarde',
      `El concejo habla del presupuesto del próximo año. Venga a ver a dónde va cada dólar, pregunte y anote lo que falta. Hay intérpretes: [fechas](${page}/budget).`,
    ],
    vi: [
      'Ngân sách trong một buổi tối',
      `Hội đồng thành phố bàn về ngân sách năm tới. Mời quý vị đến xem tiền được dùng vào đâu, đặt câu hỏi và ghi lại điều còn thiếu. Có thông dịch viên: [các ngày](${page}/budget).`,
    ],
  },
] as const;

const months = {
  en: 'January February March April May June July August September October November December'.split(' '),
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' '),
};

/** The bulletin of a month (0 is January), in English, Spanish and Vietnamese. */
export function bulletinOf(month: number): Record<'en' | 'es' | 'vi', Said> {
  const story = stories[month % stories.length]!;
  const body = (language: 'en' | 'es' | 'vi', head: string, next: string, bye: string): SampleBlock[] => [
    title(head),
    text(hello[language]),
    heading(story[language][0]),
    text(story[language][1]),
    heading(next),
    { kind: 'events', days: 30, limit: 5 },
    { kind: 'divider' },
    text(bye),
  ];
  const en = months.en[month]!;
  const es = months.es[month]!;
  return {
    en: {
      subject: `Your neighborhood in ${en}: ${story.en[0].toLowerCase()}`,
      preheader: 'And where we are in the next weeks.',
      blocks: body(
        'en',
        `Your neighborhood in ${en}`,
        'Where we are',
        'Reply to this letter, or call {{ office.phone | default: "the office" }}. We answer in your language.',
      ),
    },
    es: {
      subject: `Su vecindario en ${es}: ${story.es[0].toLowerCase()}`,
      preheader: 'Y dónde estamos en las próximas semanas.',
      blocks: body(
        'es',
        `Su vecindario en ${es}`,
        'Dónde estamos',
        'Responda a esta carta o llame a {{ office.phone | default: "la oficina" }}. Contestamos en su idioma.',
      ),
    },
    vi: {
      subject: `Khu phố của quý vị trong tháng ${month + 1}: ${story.vi[0].toLowerCase()}`,
      preheader: 'Và chúng tôi có mặt ở đâu trong những tuần tới.',
      blocks: body(
        'vi',
        `Khu phố của quý vị trong tháng ${month + 1}`,
        'Chúng tôi có mặt ở đâu',
        'Quý vị có thể trả lời thư này hoặc gọi {{ office.phone | default: "văn phòng" }}. Chúng tôi trả lời bằng tiếng Việt.',
      ),
    },
  };
}

export const trainingsLetter: Record<'en' | 'es', Said> = {
  en: {
    subject: 'Free places: find the numbers of your street',
    preheader: 'An evening with the city’s open data. No experience needed.',
    blocks: [
      title('Find the numbers of your street'),
      text(hello.en),
      text(
        'How many potholes were filled on your street, and how fast? In two hours you learn to ask the city’s open data, and take home a map you made yourself. Laptops are there.',
      ),
      { kind: 'events', days: 45, limit: 3 },
      { kind: 'button', label: 'Take a place', url: `${page}/trainings` },
    ],
  },
  es: {
    subject: 'Lugares libres: encuentre los números de su calle',
    preheader: 'Una tarde con los datos abiertos de la ciudad. No hace falta experiencia.',
    blocks: [
      title('Encuentre los números de su calle'),
      text(hello.es),
      text(
        '¿Cuántos baches se taparon en su calle, y qué tan rápido? En dos horas aprende a preguntar a los datos abiertos de la ciudad y se lleva un mapa hecho por usted. Hay computadoras.',
      ),
      { kind: 'events', days: 45, limit: 3 },
      { kind: 'button', label: 'Apartar un lugar', url: `${page}/trainings` },
    ],
  },
};

export const noticeLetter: Record<'en' | 'es', Said> = {
  en: {
    subject: 'Trash is collected a day later this week',
    preheader: 'Because of the holiday. Friday’s streets are served on Saturday.',
    blocks: [
      title('Trash is collected a day later'),
      text(hello.en),
      text(
        'Because of the holiday, every collection after it comes **one day later**. Friday’s streets are served on Saturday. Bulky items keep their day.',
      ),
    ],
  },
  es: {
    subject: 'Esta semana la basura se recoge un día después',
    preheader: 'Por el día festivo. Las calles del viernes pasan al sábado.',
    blocks: [
      title('La basura se recoge un día después'),
      text(hello.es),
      text(
        'Por el día festivo, cada recolección posterior llega **un día después**. Las calles del viernes pasan al sábado. Los objetos grandes conservan su día.',
      ),
    ],
  },
};

/** What somebody is writing: the heating help of the winter, in three languages. */
export const heatingLetter: Record<'en' | 'es' | 'ar', Said> = {
  en: {
    subject: 'Help with heating this winter',
    preheader: 'Who gets it, and what to bring.',
    blocks: [
      title('Help with heating this winter'),
      text(hello.en),
      text(
        'Households with little income get help with gas and electricity from December to March. You apply once.\n\n- one bill of the last two months\n- a paper that shows what you earn\n- the names of everybody who lives with you',
      ),
      { kind: 'button', label: 'See where to apply', url: `${page}/heating` },
    ],
  },
  es: {
    subject: 'Ayuda para la calefacción este invierno',
    preheader: 'Quién la recibe y qué hay que traer.',
    blocks: [
      title('Ayuda para la calefacción este invierno'),
      text(hello.es),
      text(
        'Los hogares con pocos ingresos reciben ayuda para el gas y la luz de diciembre a marzo. Se solicita una sola vez.\n\n- una cuenta de los últimos dos meses\n- un papel que muestre sus ingresos\n- los nombres de quienes viven con usted',
      ),
      { kind: 'button', label: 'Ver dónde solicitar', url: `${page}/heating` },
    ],
  },
  ar: {
    subject: 'مساعدة في تكاليف التدفئة هذا الشتاء',
    preheader: 'لمن هي، وماذا يجب إحضاره.',
    blocks: [
      title('مساعدة في تكاليف التدفئة هذا الشتاء'),
      text(hello.ar),
      text(
        'تحصل الأسر ذات الدخل المحدود على مساعدة في فواتير الغاز والكهرباء من ديسمبر إلى مارس. يُقدَّم الطلب مرة واحدة.\n\n- فاتورة من الشهرين الماضيين\n- ورقة تبيّن دخلكم\n- أسماء جميع من يسكنون معكم',
      ),
      { kind: 'button', label: 'أين يمكن تقديم الطلب', url: `${page}/heating` },
    ],
  },
};

/** What people write back, as the office keeps it. */
export type SampleReply = { subject: string; body: string; topic: string; note: string };
export const replies: SampleReply[] = [
  {
    subject: 'Re: the bill is in the landlord’s name',
    body: 'I would like to apply but the bill comes to my landlord. I have the lease and pay for water each month. Can I still apply? Mornings are best.',
    topic: 'programs-for-residents',
    note: 'Yes: the lease and a receipt are enough. Told which papers to bring.',
  },
  {
    subject: 'Re: ¿hay cuidado de niños durante el taller?',
    body: 'Me gustaría ir pero tengo dos niños pequeños. ¿Hay alguien que los cuide mientras tanto?',
    topic: 'open-data-training',
    note: 'La biblioteca tiene cuidado de niños esa tarde; se apartaron dos lugares.',
  },
  {
    subject: 'Re: our street was left out',
    body: 'Bags from our block are still at the curb since last week, the whole 3900 block.',
    topic: '311-and-services',
    note: 'Passed on to 311; collected two days later.',
  },
];
