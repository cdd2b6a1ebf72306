import type { TopicWords } from './topic-words.ts';

/** What people ask about the app, open data, 311 and the rest. Invented. */
export const servicesAndTools: Record<string, TopicWords> = {
  'mykcmo-app': {
    asked: [
      ['en', 'App does not send the sign-in code', 'Waited twenty minutes; the address is right.'],
      ['en', 'How do I add a photo to a report', 'The camera button stays gray on an older phone.'],
      ['en', 'Report in the app was closed without a reason', 'Pothole is still there. Asks what "completed" means.'],
      ['en', 'Paying the water bill in the app', 'Payment shows twice; asks whether it was taken twice.'],
      ['es', '¿La aplicación está en español?', 'No encuentra dónde cambiar el idioma.'],
      ['en', 'Map in the app shows the wrong trash day', 'The street was moved to Tuesday in the spring.'],
      ['en', 'Idea: reminders for bulky pick-up', 'Would like a reminder the evening before.'],
      ['en', 'App with a screen reader', 'Buttons on the report page have no names; sent a list.'],
    ],
    closed: ['Went through the steps on the phone; it works now.', 'Reported to the people who run the app, with the screenshots.'],
  },
  'open-data-training': {
    asked: [
      ['en', 'Class on open data for our neighborhood', 'About fifteen people, evening, projector is there.'],
      ['en', 'How to download 311 cases of one district', 'Needs the last two years as a table for a grant application.'],
      ['en', 'Map of vacant lots', 'Block association wants to show lots with the year of the last mowing.'],
      ['en', 'Training for librarians', 'Four branches would send one person each.'],
      ['en', 'Data on crashes near the school', 'Parents prepare for a meeting on traffic calming.'],
      ['es', 'Taller de datos en español', 'Un grupo de madres quiere aprender a buscar reportes de su calle.'],
      ['en', 'Chart of overflowing storm drains', 'Student project; asks which data set is the right one.'],
      ['en', 'What does a column in the data mean', 'Does "days to close" count weekends?'],
    ],
    closed: [
      'Class was held; twelve people came and four asked for a second one.',
      'Showed how to filter and download; sent the steps by e-mail.',
    ],
  },
  '311-and-services': {
    asked: [
      ['en', 'Missed trash on {street}', 'The whole block was skipped. Bags have been out since yesterday.'],
      ['en', 'Pothole on {street}', 'Deep enough to bend a rim; near the bus stop.'],
      ['en', 'Street light out on {street}', 'Third report. The corner is dark where children wait for the bus.'],
      ['en', 'Illegal dumping behind {street}', 'Tires and a sofa in the alley, seen on Sunday night.'],
      ['es', 'No recogieron la basura en {street}', 'Llamó dos veces y nadie vino. Hay mal olor.'],
      ['en', 'Abandoned car on {street}', 'Flat tires, no plates, at the same place for six weeks.'],
      ['en', 'Tree limb over the sidewalk on {street}', 'Hangs at the height of a face; people walk in the road.'],
      ['en', 'Sewer backs up on {street}', 'Water in the basement after each heavy rain.'],
      ['en', 'Stray dogs near {street}', 'Two dogs, one limps. Afraid to walk to the store.'],
      ['es', 'Perros sueltos cerca de {street}', 'Dos perros grandes corren detrás de los niños por la mañana.'],
      ['en', 'Tall weeds on an empty lot on {street}', 'Nobody has mowed this year; rats were seen.'],
      ['en', 'Signal stuck on red at {street}', 'Drivers go through on red; it began after the storm.'],
    ],
    closed: [
      'Filed with 311 and gave the case number; the crew confirmed the work.',
      'Department did the work; the resident says it is fixed.',
    ],
  },
  other: {
    asked: [
      ['en', 'Where do I vote', 'Moved in August and asks for the polling place.'],
      ['en', 'Wants to thank a crew', 'The crew that cleared the storm drain went out of its way.'],
      ['en', 'Lost wallet at city hall', 'Left it on the second floor, probably on Monday.'],
      ['en', 'Marriage license', 'Asks which office and which papers.'],
      ['es', 'Busca el consulado', 'Pregunta por la dirección y el horario.'],
      ['en', 'Volunteering for the city', 'Retired nurse, free on weekdays.'],
      ['en', 'Complaint about a cable company', 'Asks whether the city has a say in it.'],
      ['en', 'Proclamation for a hundredth birthday', 'Grandmother turns one hundred in two months.'],
    ],
    closed: ['Gave the right office and its number.', 'Answered on the phone.'],
  },
};
