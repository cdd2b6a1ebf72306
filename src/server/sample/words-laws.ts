import type { TopicWords } from './topic-words.ts';

/** What people ask about charter, money, grants and records. Invented. */
export const lawsAndMoney: Record<string, TopicWords> = {
  'charter-and-ordinances': {
    asked: [
      [
        'en',
        'Which ordinance covers short-term rentals',
        'Neighbor rents out the whole house by the night. Wants to know what the rules are and where to read them.',
      ],
      [
        'en',
        'How to speak at a council meeting',
        'Would like to give testimony on a zoning case and asks how to sign up and how long one may speak.',
      ],
      ['en', 'Copy of the noise ordinance', 'Asks for the text about quiet hours; the bar next door plays music until two.'],
      [
        'en',
        'What did the council decide on the fence rules',
        'Read about a change in the paper and asks whether an existing six-foot fence may stay.',
      ],
      [
        'en',
        'Status of an ordinance held in committee',
        'Wants to know when the ordinance comes back to committee and whether the public may comment.',
      ],
      [
        'en',
        'How does a petition to the council work',
        'Block association wants to start a petition about a vacant school. How many signatures, and by when?',
      ],
      [
        'en',
        'Difference between an ordinance and a resolution',
        'A teacher prepares a lesson for eighth grade and asks for a short explanation.',
      ],
      ['es', '¿Dónde leo las ordenanzas en español?', 'Pregunta si hay un resumen en español de las reglas para perros y cercas.'],
      ['en', 'Charter term limits', 'Asks how many terms a council member may serve and which section of the charter says so.'],
    ],
    closed: [
      'Sent the link to the file and read the section together on the phone.',
      'Explained the sign-up for testimony and mailed the meeting calendar.',
    ],
  },
  'city-finances': {
    asked: [
      ['en', 'What the earnings tax pays for', 'New in the city and asks why the paycheck is one percent smaller.'],
      ['en', 'Budget hearing dates', 'Would like to attend one of the hearings and asks which are in the evening.'],
      [
        'en',
        'How much does the city spend on street repair',
        'Asks for the amount for this fiscal year and the year before, by district if there is one.',
      ],
      [
        'en',
        'Question about the general obligation bonds',
        'Wants to know which sidewalk projects the bonds have paid for near the library.',
      ],
      ['es', 'No entiendo el recibo de impuestos', 'Recibió una carta sobre el impuesto y quiere que alguien se la explique en español.'],
      ['en', 'Property tax and what part goes to the city', 'Asks for the split between city, county and schools.'],
      ['en', 'Where is the budget in a form a person can read', 'Found the whole book online and asks for a summary of a few pages.'],
      ['en', 'Public improvements request', 'Wants to propose a crosswalk at the school and asks when proposals are taken.'],
    ],
    closed: [
      'Went through the budget summary together and sent the page numbers.',
      'Gave the hearing dates and the address for written comments.',
    ],
  },
  'grants-information': {
    asked: [
      ['en', 'Which federal grants does the city have for housing', 'A student paper wants the list with amounts and years.'],
      ['en', 'What was the recovery money spent on', 'Asks for a summary by program; heard different amounts on the radio.'],
      ['en', 'Grant for lead pipe replacement', 'Wants to know whether the city received the money and when the street is due.'],
      ['en', 'How does the city decide which grants to seek', 'Neighborhood president asks whom to tell about a program that would fit.'],
      ['en', 'Community block grant: public comment', 'Asks where the draft plan is and until when comments are taken.'],
      ['es', 'Fondos federales para el parque', 'Quiere saber si la ciudad recibió dinero para arreglar la cancha de fútbol.'],
      ['en', 'Grant report for the bus shelter project', 'Asks for the last report that the city sent to the agency.'],
      ['en', 'Brownfield grant on the old plant', 'Lives next to the site and asks what the grant covers and who cleans up.'],
    ],
    closed: ['Sent the list of awards with the contact in Finance.', 'Explained the comment period and sent the draft plan.'],
  },
  'records-request': {
    asked: [
      ['en', 'Inspection reports for a rental house', 'Asks for all inspections of the address in the last three years.'],
      ['en', 'Copy of a contract for tree trimming', 'Wants the contract and what was paid under it last year.'],
      ['en', 'Traffic count on our street', 'Asks for the counts that were made before the speed humps.'],
      ['en', 'E-mails about the closed pool', 'A reporter asks for messages between the department and the contractor in June.'],
      ['en', 'Minutes of a board meeting', 'Cannot find the minutes of the March meeting online.'],
      ['en', 'Body camera recording', 'Asks how to request a recording as a person who is in it.'],
      ['es', 'Copia del reporte del accidente', 'Necesita la copia para el seguro y no sabe a qué oficina ir.'],
      ['en', 'Building permits of a demolished house', 'Title company needs the permit history.'],
    ],
    closed: [
      'Passed to the custodian of records with the date of receipt; the requester has the number.',
      'Records were sent; no fee was due.',
    ],
  },
};
