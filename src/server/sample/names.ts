/** Given and family names by language, for people who do not exist. */
export type NamePool = { given: readonly string[]; family: readonly string[] };

const split = (words: string): string[] => words.split(' ');

const english: NamePool = {
  given: split(
    'James Mary Robert Patricia John Jennifer Michael Linda David Barbara William Susan Deshawn Keisha Marcus Tanisha Andre Monique Terrence Ebony Kevin Laura Brian Angela Walter Gloria Ruth Earl Denise Harold Brenda Carl Theresa Curtis Yolanda Raymond Sharon Dale Joyce Vernon',
  ),
  family: split(
    'Johnson Williams Brown Jones Davis Miller Wilson Moore Taylor Anderson Thomas Jackson White Harris Martin Thompson Robinson Clark Lewis Walker Hall Allen Young King Wright Scott Hill Green Adams Baker Nelson Carter Mitchell Turner Phillips Campbell Parker Edwards Collins Washington Jefferson Booker Freeman Becker Kowalski',
  ),
};

export const namesByLanguage: Record<string, NamePool> = {
  en: english,
  es: {
    given: split(
      'María José Guadalupe Juan Carmen Luis Rosa Carlos Ana Miguel Lucía Jorge Elena Rafael Sofía Andrés Verónica Héctor Beatriz Iván',
    ),
    family: split(
      'García Hernández Martínez López González Rodríguez Pérez Sánchez Ramírez Flores Gómez Díaz Reyes Morales Ortiz Castillo Peña Muñoz Núñez Vázquez',
    ),
  },
  so: {
    given: split('Abdi Amina Mohamed Fatuma Hassan Halima Ahmed Hodan Ali Sahra Omar Ifrah Yusuf Khadija Mahad Nasra'),
    family: split('Abdullahi Warsame Farah Jama Hussein Nur Osman Adan Ismail Guled Mohamud Aden'),
  },
  sw: {
    given: split('Juma Neema Baraka Zawadi Amani Furaha Hamisi Rehema Bahati Subira Emmanuel Esperance Jean Riziki'),
    family: split('Mwamba Kabila Mutombo Mwangi Bakari Otieno Lumumba Ngoma Kasongo Ilunga Mukendi Wanjiru'),
  },
  ar: {
    given: split('Ahmad Fatima Omar Layla Khalid Noor Yousef Mariam Tariq Huda Samir Rana Ibrahim Zeinab'),
    family: split('Haddad Khoury Mansour Nasser Saleh Hamdan Aziz Darwish Qasim Rahman Suleiman Awad'),
  },
  vi: {
    given: split('Minh Lan Hùng Hoa Tuấn Mai Dũng Hương Quang Thảo Long Ngọc Khánh Linh'),
    family: split('Nguyễn Trần Lê Phạm Huỳnh Phan Vũ Đặng Bùi Đỗ Hồ Ngô'),
  },
  my: {
    given: [
      'Aung Ko',
      'Thida',
      'Kyaw Zin',
      'Su Su',
      'Zaw Min',
      'Hnin',
      'Myo Thant',
      'Khin Mar',
      'Thein Naing',
      'May Thu',
      'Ye Htut',
      'Nilar',
    ],
    family: split('Win Htun Oo Aye Lwin Myint Hlaing Soe Tun Moe Thein Nyein'),
  },
  ht: {
    given: split('Jean-Claude Marie Pierre Nadège Wilner Guerline Frantz Mirlande Emmanuel Roselène Jocelyn Ketly'),
    family: split('Jean-Baptiste Charles Pierre-Louis Joseph Desrosiers Toussaint Étienne Saint-Fleur Louis Michel Auguste Célestin'),
  },
  pt: {
    given: split('João Ana Paulo Beatriz Rui Inês Tiago Luísa'),
    family: split('Silva Santos Oliveira Souza Pereira Costa Almeida Ferreira'),
  },
  zh: { given: split('Wei Fang Jun Xiuying Lei Na Qiang Yan Ming Hui'), family: split('Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou') },
  fr: {
    given: split('Amadou Aïssatou Thierry Célestine Moussa Mariama Serge Brigitte'),
    family: split('Diallo Traoré Nkosi Mbaye Koné Camara Dubois Lefèvre'),
  },
  bs: {
    given: split('Emir Amra Senad Jasmina Haris Lejla Adnan Selma'),
    family: split('Hadžić Begić Kovačević Hodžić Mujić Delić Omerović Halilović'),
  },
  rw: {
    given: split('Claude Jeanne Innocent Solange Patrick Chantal Olivier Yvonne'),
    family: split('Habimana Uwimana Mugisha Niyonzima Ndayisaba Mukamana Hakizimana Ingabire'),
  },
  am: {
    given: split('Abebe Almaz Dawit Hirut Tesfaye Selam Bekele Meron'),
    family: split('Tadesse Haile Girma Wolde Mengistu Alemu Desta Kebede'),
  },
  ti: {
    given: split('Yonas Selam Tekle Abrehet Filmon Rahel Samson Luwam'),
    family: split('Ghebremedhin Tesfai Berhane Kidane Habte Mehari Weldu Araya'),
  },
  ne: {
    given: split('Bishnu Sita Ram Maya Dil Devi Krishna Sunita'),
    family: split('Rai Gurung Tamang Adhikari Bhattarai Magar Subedi Khadka'),
  },
  ps: { given: split('Zmarai Spozhmai Gul Palwasha Wali Zarghuna'), family: split('Ahmadzai Stanikzai Wardak Noorzai Safi Momand') },
  prs: { given: split('Farid Shabnam Najib Laila Rahim Parwana'), family: split('Rahimi Karimi Sharifi Nazari Hashimi Azizi') },
  uk: { given: split('Oleksandr Olena Taras Iryna Bohdan Natalia'), family: split('Shevchenko Kovalenko Bondar Melnyk Tkachenko Kravets') },
  ru: { given: split('Sergei Irina Dmitri Svetlana Viktor Galina'), family: split('Ivanov Petrov Sokolov Volkov Fedorov Orlov') },
  ase: english,
  und: english,
};
