import type { TopicWords } from './topic-words.ts';

/** What people ask about programs, services through grants, justice programs and language. Invented. */
export const programsAndLanguage: Record<string, TopicWords> = {
  'programs-for-residents': {
    asked: [
      ['en', 'Help with home repairs for a senior', 'Roof leaks into the bedroom. Fixed income, owns the house.'],
      ['en', 'Is there help with the water bill', 'Behind by two months after losing a job; afraid of a shut-off.'],
      ['en', 'Summer jobs for teenagers', 'Two sons, fifteen and seventeen. Asks where and until when to apply.'],
      ['es', 'Ayuda para pagar la renta', 'Perdió horas de trabajo y debe un mes de renta. Tiene tres hijos.'],
      ['en', 'Small business grant', 'Wants to open a food truck and asks whether the city has grants or loans.'],
      ['en', 'Minor home repair: am I eligible', 'Received the form and does not know which income to write down.'],
      ['es', 'Programa para pintar la casa', 'Recibió una carta por la pintura y pregunta si hay un programa que ayude.'],
      ['en', 'Neighborhood cleanup grant', 'Block club wants dumpsters and gloves for a Saturday in the spring.'],
      ['en', 'Rides to the doctor', 'Does not drive any more; asks about rides for people over sixty-five.'],
    ],
    closed: [
      'Checked the income limits together and helped to fill in the form.',
      'Gave three programs that fit and called the first one together.',
    ],
  },
  'grant-funded-services': {
    asked: [
      ['en', 'Lead test for children', 'Old house, two small children. Asks for the free test.'],
      ['en', 'Job training through the workforce grant', 'Wants to become a welder and asks about the waiting list.'],
      ['en', 'Which organization gives legal help against eviction', 'Has a court date in nine days.'],
      ['es', 'Clases de inglés gratis', 'Busca clases por la noche cerca de la avenida Independence.'],
      ['en', 'Weatherization of a rented house', 'Tenant asks whether the landlord has to apply.'],
      ['en', 'Meals for a homebound neighbor', 'Neighbor came home from the hospital and lives alone.'],
      ['en', 'Child care support', 'Starts a night shift and asks for a place that is open late.'],
      ['en', 'Digital skills class at the library', 'Asks whether the class is paid by the city and how to join.'],
    ],
    closed: [
      'Made an appointment with the partner and confirmed that it was kept.',
      'Gave the contact of the partner; the resident will call.',
    ],
  },
  'doj-programs': {
    asked: [
      ['en', 'Violence prevention program in our area', 'Mother asks whether an outreach worker can visit the youth group.'],
      ['en', 'Support for victims of domestic violence', 'Asks for a safe number to call and whether it costs anything.'],
      ['en', 'Reentry help after release', 'Came home last month and needs identity papers and work.'],
      ['es', 'Apoyo para víctimas de un delito', 'Le robaron y lo golpearon. Pregunta quién paga la cuenta del hospital.'],
      ['en', 'Community policing meeting', 'Asks when the next meeting with the grant team is.'],
      ['en', 'Youth diversion program', 'Son was cited for shoplifting; school mentioned a program in place of court.'],
      ['en', 'Body camera grant: what was bought', 'Asks which part of the cameras the federal award paid for.'],
      ['en', 'Mental health crisis team', 'Asks how to ask for the team in place of a patrol.'],
    ],
    closed: [
      'Warm hand-off to the program; they confirmed the first appointment.',
      'Sent the contacts and went through what each of them offers.',
    ],
  },
  'language-assistance': {
    asked: [
      ['es', 'Necesito un intérprete para una cita', 'Tiene una cita en la corte municipal y no habla inglés.'],
      [
        'en',
        'Somali interpreter for a water bill question',
        'Caller speaks Somali; daughter, aged eleven, is interpreting. Please call back with an interpreter.',
      ],
      ['en', 'Notice in Vietnamese', 'Received a notice about trash in English only and asks for a translation.'],
      ['en', 'Sign language at the town hall', 'Deaf resident will attend and asks for an interpreter.'],
      ['es', 'Carta de la ciudad que no entiendo', 'Trae una carta sobre su casa y quiere saber si hay una fecha límite.'],
      ['en', 'Swahili speaker needs help with a form', 'Form for the home repair program; comes to the counter on Thursday.'],
      ['en', 'Arabic interpreter for a permit', 'Wants to open a bakery and has questions about the permit.'],
      ['en', 'Burmese translation of the recycling calendar', 'Church asks for forty copies for its members.'],
      ['en', 'Haitian Creole at the health clinic', 'Clinic asks whom to call when nobody there speaks the language.'],
    ],
    closed: [
      'Interpreter joined by telephone within four minutes; the question was answered.',
      'Handed to the Office of Language Access with the date of the appointment.',
    ],
  },
};
