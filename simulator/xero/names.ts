// Invented words for invented businesses and people.

export const firstWords =
  'Amber Anker Aurora Birch Blauw Brook Cedar Copper Coral Delta Dune Ember Falcon Fern Field Flint Forge Glas Golden Granite Gull Haven Hazel Heron Iris Ivy Juniper Kade Kite Lantern Lark Laurel Linden Lotus Maple Marble Meadow Merel Mill Molen Moss North Oak Olive Orchard Otter Pebble Pine Quartz Quill River Rowan Saffron Sage Salt Silver Slate South Spruce Stone Summit Swift Tide Timber Valley Velvet Walnut West Willow Winter Zonne'.split(
    ' ',
  )

export const secondWords =
  'Advies Agency Analytics Architects Bakery Bikes Books Brewing Builders Catering Clinic Coffee Consulting Creative Dental Design Digital Energy Engineering Events Fabrics Films Foods Furniture Gardens Goods Health Hosting Hotels Interiors Kitchens Labs Legal Lighting Logistics Media Mobility Motors Partners Payroll Pharma Photography Press Print Properties Research Retail Robotics Sailing Schools Security Software Solar Sound Sports Studio Systems Tailors Textiles Theatre Tools Toys Training Travel Ventures Watches Wines Works'.split(
    ' ',
  )

export const legalForms: Readonly<Record<string, readonly string[]>> = {
  NL: ['B.V.', 'V.O.F.', 'N.V.', 'Coöperatie', ''],
  DE: ['GmbH', 'AG', 'KG', 'UG', ''],
  NZ: ['Ltd', 'Limited', 'Partners', 'Co', ''],
  GB: ['Ltd', 'LLP', 'plc', '& Sons', ''],
}

export const givenNames =
  'Aisha Anouk Bram Chloé Daan Elif Emma Fatima Femke Finn Hana Hugo Ines Jasper Julia Kenji Lars Lena Liam Lotte Maarten Maja Mees Milan Nadia Niels Noor Oscar Priya Quinten Renske Ruben Saar Sanne Sven Tess Thijs Tomasz Wouter Yara Zoë'.split(
    ' ',
  )

export const familyNames =
  'Aydın Bakker Bergström Bos Brouwer Claassen Dekker Dijkstra Evers Fischer García Haddad Hendriks Hoekstra Jansen Kaya Kowalski Kuipers Lambert Lindqvist Maas Meijer Mulder Nguyen Okafor Peeters Postma Prins Richter Rossi Schouten Silva Smeets Tanaka Timmer Van-Dam Verhoeven Visser Weber Wolff Zijlstra'.split(
    ' ',
  )

export interface Place {
  city: string
  region: string
  postalCode(number: number): string
}

const dutch = (city: string, region: string, base: number): Place => ({
  city,
  region,
  postalCode: (number) => `${base + (number % 90)} ${letters(number)}`,
})

const letters = (number: number) =>
  `${'ABCDEGHJKL'.charAt(number % 10)}${'NPRSTVWXZM'.charAt((number >> 3) % 10)}`

const digits = (city: string, region: string, base: number): Place => ({
  city,
  region,
  postalCode: (number) => String(base + (number % 90)).padStart(4, '0'),
})

export const places: Readonly<Record<string, readonly Place[]>> = {
  NL: [
    dutch('Amsterdam', 'Noord-Holland', 1010),
    dutch('Utrecht', 'Utrecht', 3510),
    dutch('Rotterdam', 'Zuid-Holland', 3010),
    dutch('Groningen', 'Groningen', 9710),
    dutch('Eindhoven', 'Noord-Brabant', 5610),
    dutch('Zwolle', 'Overijssel', 8010),
  ],
  DE: [
    digits('Hamburg', 'Hamburg', 20095),
    digits('Berlin', 'Berlin', 10115),
    digits('Köln', 'Nordrhein-Westfalen', 50667),
  ],
  NZ: [
    digits('Wellington', 'Wellington', 6011),
    digits('Auckland', 'Auckland', 1010),
    digits('Christchurch', 'Canterbury', 8011),
  ],
  GB: [digits('London', 'Greater London', 1000), digits('Bristol', 'Bristol', 2000)],
}

export const streets =
  'Canal Street,Station Road,Harbour Lane,Mill Yard,Market Square,Church Walk,Dike Road,Garden Row,Bridge Street,Weavers Court'.split(
    ',',
  )

export const countryNames: Readonly<Record<string, string>> = {
  NL: 'Netherlands',
  DE: 'Germany',
  NZ: 'New Zealand',
  GB: 'United Kingdom',
}
