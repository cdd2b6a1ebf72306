import type { CampaignContent } from '../../../src/server/campaigns/types.ts';
import { blocks, contentWith } from './content.ts';

/** A bulletin with every block, in three languages: what is looked at as a picture. */
export function bulletin(changes: Partial<CampaignContent> = {}): CampaignContent {
  const picture = { kind: 'image', url: 'https://engage.city.example/i/park.png' };
  const base = contentWith([]);
  return contentWith(
    [
      {
        language: 'en',
        subject: '{{ person.first_name | default: "Neighbor" }}, this month at the Office of Citizen Engagement',
        preheader: 'The budget evening, a grant that closes on December 15, and how to reach us.',
        blocks: blocks(
          { kind: 'heading', level: 1, text: 'What the budget means for {{ person.district | default: "your district" }}' },
          {
            kind: 'text',
            text: 'Dear {{ person.preferred_name | default: "neighbor" }},\n\nthe city plans how to spend **$2.3 billion** next year. Three evenings are yours: come, ask, and say what is missing. If you cannot come, [write to us](mailto:engage@city.example) or call.\n\nWhat we will talk about:\n\n- streets and snow, *before* the first storm\n- buses on Sundays\n- two new community centers',
          },
          { ...picture, alt: 'Neighbors around a table with a map of the city' },
          { kind: 'button', label: 'Say what is missing', url: 'https://engage.city.example/e' },
          { kind: 'divider' },
          { kind: 'heading', level: 2, text: 'Meet us' },
          { kind: 'events', days: 60, limit: 5 },
          { kind: 'heading', level: 2, text: 'Programs this winter' },
          { kind: 'programs', names: ['Citizens’ Police Academy', 'Neighborhood grants', 'Know your rights: a workshop'] },
        ),
      },
      {
        language: 'es',
        subject: '{{ person.first_name | default: "Hola" }}, este mes en la Oficina',
        preheader: 'La noche del presupuesto, una subvención y cómo comunicarse con nosotros.',
        blocks: blocks(
          { kind: 'heading', level: 1, text: 'Qué significa el presupuesto para {{ person.district | default: "su distrito" }}' },
          {
            kind: 'text',
            text: 'Hola, {{ person.preferred_name | default: "vecino" }}:\n\nla ciudad planea cómo gastar **2300 millones de dólares** el próximo año. Tres noches son suyas: venga, pregunte y diga qué falta. Si no puede venir, [escríbanos](mailto:engage@city.example) o llame.\n\nDe qué hablaremos:\n\n- calles y nieve, *antes* de la primera tormenta\n- autobuses los domingos\n- dos nuevos centros comunitarios',
          },
          { ...picture, alt: 'Vecinos alrededor de una mesa con un mapa de la ciudad' },
          { kind: 'button', label: 'Decir qué falta', url: 'https://engage.city.example/e?lang=es' },
          { kind: 'divider' },
          { kind: 'heading', level: 2, text: 'Encuéntrenos' },
          { kind: 'events', days: 60, limit: 5 },
          { kind: 'heading', level: 2, text: 'Programas de este invierno' },
          { kind: 'programs', names: ['Academia de Policía Ciudadana', 'Subvenciones vecinales'] },
        ),
      },
      {
        language: 'ar',
        subject: '{{ person.first_name | default: "مرحبا" }}، هذا الشهر في مكتبنا',
        preheader: 'أمسية الميزانية ومنحة تُغلق في ١٥ ديسمبر.',
        blocks: blocks(
          { kind: 'heading', level: 1, text: 'ماذا تعني الميزانية للدائرة {{ person.district | default: "" }}' },
          {
            kind: 'text',
            text: 'عزيزنا {{ person.preferred_name | default: "الجار" }}،\n\nتخطط المدينة لإنفاق **2.3 مليار دولار** في العام القادم. ثلاث أمسيات لكم: تعالوا واسألوا وقولوا ما ينقص. إن لم تستطيعوا الحضور [فاكتبوا إلينا](mailto:engage@city.example) أو اتصلوا.\n\nما سنتحدث عنه:\n\n- الشوارع والثلج، *قبل* أول عاصفة\n- الحافلات يوم الأحد\n- مركزان مجتمعيان جديدان',
          },
          { ...picture, alt: 'جيران حول طاولة وخريطة للمدينة' },
          { kind: 'button', label: 'قولوا ما ينقص', url: 'https://engage.city.example/e' },
          { kind: 'divider' },
          { kind: 'heading', level: 2, text: 'التقوا بنا' },
          { kind: 'events', days: 60, limit: 5 },
          { kind: 'heading', level: 2, text: 'برامج هذا الشتاء' },
          { kind: 'programs', names: ['أكاديمية الشرطة للمواطنين', 'منح الأحياء'] },
        ),
      },
    ],
    {
      events: [
        ...base.events,
        {
          ...(base.events[0] as CampaignContent['events'][number]),
          id: 'e3',
          slug: 'grant-workshop-at-the-library',
          title: 'Grant workshop at the library',
          translations: { es: { title: 'Taller de subvenciones en la biblioteca' }, ar: { title: 'ورشة المنح في المكتبة' } },
          starts_at: '2027-01-14T16:00:00Z',
          ends_at: '2027-01-14T18:00:00Z',
          place_name: 'Lucile H. Bluford Branch',
          address: '3050 Prospect Ave',
        },
      ],
      ...changes,
    },
  );
}
