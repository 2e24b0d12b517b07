import type { Chance } from '../random.ts'

/**
 * A made-up client. Addresses are in a domain, and numbers in a range, that are kept for examples. Those that people
 * think of when they try things out (07700 900123, 900456, 900982) are nobody's here.
 */
export type Client = { name: string; email: string; phone: string }

/** The n-th client: the same chance gives the same person. */
export function makeClient(n: number, chance: Chance): Client {
  const first = chance.one(firstNames)
  const name = chance.happens(0.35) ? `${first} ${chance.one(lastNames)}` : first
  return { name, email: `client.${n}@example.org`, phone: `+447700900${500 + (n % 400)}` }
}

const firstNames = (
  'Abena Adaeze Agnieszka Ahmed Aisha Aled Alexandra Alisha Amir Amrit Ana Andrei Angela Anh Anika Aoife Arjun Ayodele ' +
  'Barbara Bilal Blessing Bronwen Callum Carmen Carol Charlotte Chen Chiamaka Chloe Cristina Daniel Darren Deborah Deepa ' +
  'Dilys Dimitra Ebony Eilidh Elif Emeka Ewa Faith Farah Fatima Femi Fergus Fiona Florin Gareth Gemma Gideon Gloria ' +
  'Gurpreet Habib Hafsa Halima Hannah Harriet Hassan Helena Hye-jin Ibrahim Idris Ines Ingrid Iqra Isaac Jamal Jane ' +
  'Jasmine Javier Jennifer Jomar Joy Julie Kamal Karen Keisha Khadija Kofi Krzysztof Lakshmi Lamar Latoya Leah Lindiwe ' +
  'Liz Lola Łukasz Magda Mairead Manjit Maria Maryam Mehdi Mei Michelle Miriam Mo Mohammed Nadia Naomi Neema Ngozi Nia ' +
  'Nirmala Noor Nuno Oana Olu Omar Padma Parveen Patience Paul Pooja Priyanka Rahul Rebecca Rohan Rosa Roxana Rukhsana ' +
  'Sadia Samuel Sanjay Sara Seema Shabnam Sharon Sinéad Soraya Stacey Steve Sunita Tahir Tariq Temi Theresa Thuy Tola ' +
  'Trevor Uche Umar Usha Valentina Vanessa Wanjiru Wendy Wioletta Xin Yasmin Yetunde Yusra Zahra Zainab Zanele Zoë ' +
  'Zuzanna Σοφία Олена محمد 美玲 ਸੁਖ'
).split(' ')

const lastNames = (
  'Abbott Achebe Agarwal Akhtar Bailey Banerjee Begum Bevan Boyd Chanda Chukwu Costa Davies Diallo Dogan Evans Fernandes ' +
  'Fraser Garcia Georgiou Ghosh Hall Hussain Ibrahim Iyer Jones Kaur Kelly Khan Kowalska Kumar Lam Lewandowski Mahmood ' +
  "Malik Mbeki McKenna Mistry Morgan Murphy Mwangi Nair Nguyen Novak O'Brien Odunsi Osei Patel Pereira Popa Quinn Rahimi " +
  'Reyes Roberts Santiago Shah Sharma Singh Smith Stewart Suleiman Tan Taylor Thapa Turner Umeh Vasquez Walker Williams ' +
  'Wong Yilmaz Young Zaman'
).split(' ')
