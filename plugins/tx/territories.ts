import { both, eastOf, near, northOf, southOf, westOf } from '../territories/territory.ts'
import type { Point, StateTerritories, Territory } from '../territories/territory.ts'

const HOUSTON: Point = { latitude: 29.76, longitude: -95.37 }
const AUSTIN: Point = { latitude: 30.27, longitude: -97.743 }
const SAN_ANTONIO: Point = { latitude: 29.424, longitude: -98.494 }
const DALLAS: Point = { latitude: 32.777, longitude: -96.797 }
const FORT_WORTH: Point = { latitude: 32.755, longitude: -97.331 }

const territories: readonly Territory[] = [
  // Greater Houston and the upper coast
  { name: 'T01', area: 'Houston, central', counties: ['Harris'], part: near(HOUSTON, 6.5) },
  { name: 'T06', area: 'Katy and Cypress', counties: ['Harris'], part: westOf(-95.62) },
  { name: 'T07', area: 'Spring and Humble', counties: ['Harris'], part: northOf(29.95) },
  {
    name: 'T02',
    area: 'Houston, southwest',
    counties: ['Harris'],
    part: both(southOf(29.76), westOf(-95.37)),
  },
  { name: 'T03', area: 'Houston, northwest', counties: ['Harris'], part: westOf(-95.37) },
  { name: 'T05', area: 'Pasadena and Clear Lake', counties: ['Harris'], part: southOf(29.76) },
  { name: 'T04', area: 'Houston, northeast', counties: ['Harris'] },
  { name: 'T08', area: 'Fort Bend County', counties: ['Fort Bend'] },
  { name: 'T09', area: 'Montgomery County', counties: ['Montgomery'] },
  { name: 'T10', area: 'Galveston and Brazoria', counties: ['Galveston', 'Brazoria'] },
  {
    name: 'T11',
    area: 'Houston, outer ring',
    counties: ['Liberty', 'Chambers', 'Waller', 'Austin', 'San Jacinto', 'Walker'],
  },
  { name: 'T12', area: 'Golden Triangle', counties: ['Jefferson', 'Orange', 'Hardin'] },

  // Central Texas
  {
    name: 'T13',
    area: 'Brazos Valley',
    counties: ['Brazos', 'Burleson', 'Grimes', 'Robertson', 'Madison', 'Leon', 'Washington'],
  },
  {
    name: 'T14',
    area: 'Waco',
    counties: ['McLennan', 'Hill', 'Falls', 'Limestone', 'Bosque', 'Freestone'],
  },
  {
    name: 'T15',
    area: 'Killeen and Temple',
    counties: ['Bell', 'Coryell', 'Lampasas', 'Hamilton', 'Mills', 'San Saba', 'Milam'],
  },
  { name: 'T16', area: 'Williamson County', counties: ['Williamson'] },
  { name: 'T17', area: 'Austin, central', counties: ['Travis'], part: near(AUSTIN, 4) },
  { name: 'T18', area: 'Austin, north', counties: ['Travis'], part: northOf(30.27) },
  { name: 'T19', area: 'Austin, south', counties: ['Travis'] },
  {
    name: 'T20',
    area: 'Austin, outer ring',
    counties: ['Hays', 'Bastrop', 'Caldwell', 'Lee', 'Burnet', 'Blanco', 'Llano'],
  },
  {
    name: 'T21',
    area: 'San Antonio, central',
    counties: ['Bexar'],
    part: near(SAN_ANTONIO, 5),
  },
  { name: 'T22', area: 'San Antonio, north', counties: ['Bexar'], part: northOf(29.48) },
  { name: 'T23', area: 'San Antonio, south and west', counties: ['Bexar'] },
  {
    name: 'T24',
    area: 'San Antonio, outer ring',
    counties: ['Comal', 'Guadalupe', 'Kendall', 'Medina', 'Bandera', 'Wilson', 'Atascosa'],
  },
  {
    name: 'T25',
    area: 'Hill Country',
    counties: ['Gillespie', 'Kerr', 'Kimble', 'Mason', 'Menard', 'McCulloch', 'Real', 'Edwards'],
  },

  // Dallas, Fort Worth and the north-east
  { name: 'T26', area: 'Dallas, central', counties: ['Dallas'], part: near(DALLAS, 5) },
  { name: 'T27', area: 'Dallas, north', counties: ['Dallas'], part: northOf(32.89) },
  {
    name: 'T28',
    area: 'Garland and Mesquite',
    counties: ['Dallas'],
    part: both(northOf(32.72), eastOf(-96.7)),
  },
  { name: 'T29', area: 'Dallas, south', counties: ['Dallas'], part: southOf(32.73) },
  { name: 'T30', area: 'Irving and Grand Prairie', counties: ['Dallas'] },
  { name: 'T31', area: 'Fort Worth, central', counties: ['Tarrant'], part: near(FORT_WORTH, 5) },
  { name: 'T32', area: 'Arlington and Mid-Cities', counties: ['Tarrant'], part: eastOf(-97.22) },
  { name: 'T33', area: 'Fort Worth, north and west', counties: ['Tarrant'] },
  { name: 'T34', area: 'Collin and Rockwall', counties: ['Collin', 'Rockwall'] },
  { name: 'T35', area: 'Denton County', counties: ['Denton'] },
  {
    name: 'T36',
    area: 'Dallas, southern ring',
    counties: ['Ellis', 'Johnson', 'Kaufman', 'Navarro'],
  },
  {
    name: 'T37',
    area: 'Fort Worth, western ring',
    counties: ['Parker', 'Wise', 'Hood', 'Somervell'],
  },
  { name: 'T38', area: 'Texoma', counties: ['Grayson', 'Fannin', 'Cooke', 'Montague'] },
  {
    name: 'T39',
    area: 'Northeast Texas',
    counties: [
      ...['Hunt', 'Rains', 'Van Zandt', 'Hopkins', 'Delta', 'Lamar', 'Red River', 'Franklin'],
      ...['Titus', 'Morris', 'Camp', 'Wood', 'Bowie', 'Cass'],
    ],
  },
  {
    name: 'T40',
    area: 'Tyler and Longview',
    counties: [
      ...['Smith', 'Gregg', 'Upshur', 'Harrison', 'Marion', 'Rusk', 'Panola', 'Henderson'],
      ...['Cherokee', 'Anderson'],
    ],
  },
  {
    name: 'T41',
    area: 'Deep East Texas',
    counties: [
      ...['Angelina', 'Nacogdoches', 'Shelby', 'San Augustine', 'Sabine', 'Polk', 'Trinity'],
      ...['Houston', 'Tyler', 'Jasper', 'Newton'],
    ],
  },

  // The lower coast and the border
  {
    name: 'T42',
    area: 'Corpus Christi',
    counties: ['Nueces', 'San Patricio', 'Kleberg', 'Aransas'],
  },
  {
    name: 'T43',
    area: 'Victoria and the middle coast',
    counties: [
      ...['Victoria', 'Calhoun', 'Matagorda', 'Wharton', 'Jackson', 'Refugio', 'Goliad', 'DeWitt'],
      ...['Lavaca', 'Colorado', 'Fayette', 'Gonzales', 'Karnes', 'Bee', 'Live Oak'],
    ],
  },
  { name: 'T44', area: 'Brownsville and Harlingen', counties: ['Cameron', 'Willacy'] },
  { name: 'T45', area: 'McAllen', counties: ['Hidalgo', 'Starr'] },
  {
    name: 'T46',
    area: 'Laredo and the brush country',
    counties: [
      ...['Webb', 'Zapata', 'Jim Hogg', 'Duval', 'Jim Wells', 'Brooks', 'Kenedy', 'La Salle'],
      ...['McMullen', 'Dimmit', 'Zavala', 'Maverick', 'Frio', 'Uvalde', 'Val Verde', 'Kinney'],
    ],
  },

  // West Texas and the Panhandle
  { name: 'T47', area: 'El Paso, west', counties: ['El Paso'], part: westOf(-106.42) },
  { name: 'T48', area: 'El Paso, east', counties: ['El Paso'] },
  {
    name: 'T49',
    area: 'Trans-Pecos',
    counties: [
      ...['Hudspeth', 'Culberson', 'Jeff Davis', 'Presidio', 'Brewster', 'Terrell', 'Pecos'],
      ...['Reeves'],
    ],
  },
  { name: 'T50', area: 'Midland and Odessa', counties: ['Midland', 'Ector'] },
  {
    name: 'T51',
    area: 'Permian Basin',
    counties: [
      ...['Andrews', 'Gaines', 'Martin', 'Howard', 'Glasscock', 'Reagan', 'Upton', 'Crane'],
      ...['Ward', 'Winkler', 'Loving', 'Dawson', 'Borden'],
    ],
  },
  {
    name: 'T52',
    area: 'San Angelo and the Concho Valley',
    counties: [
      ...['Tom Green', 'Coke', 'Runnels', 'Concho', 'Irion', 'Sterling', 'Schleicher', 'Sutton'],
      ...['Crockett'],
    ],
  },
  {
    name: 'T53',
    area: 'Abilene and the Big Country',
    counties: [
      ...['Taylor', 'Jones', 'Callahan', 'Nolan', 'Fisher', 'Mitchell', 'Scurry', 'Kent'],
      ...['Stonewall', 'Haskell', 'Throckmorton', 'Shackelford', 'Stephens', 'Eastland'],
      ...['Palo Pinto', 'Erath', 'Comanche', 'Brown', 'Coleman'],
    ],
  },
  {
    name: 'T54',
    area: 'Wichita Falls',
    counties: [
      ...['Wichita', 'Archer', 'Clay', 'Jack', 'Young', 'Baylor', 'Wilbarger', 'Knox', 'Foard'],
      ...['Hardeman'],
    ],
  },
  { name: 'T55', area: 'Lubbock', counties: ['Lubbock'] },
  {
    name: 'T56',
    area: 'South Plains',
    counties: [
      ...['Bailey', 'Lamb', 'Hale', 'Floyd', 'Motley', 'Cottle', 'Cochran', 'Hockley', 'Crosby'],
      ...['Dickens', 'King', 'Yoakum', 'Terry', 'Lynn', 'Garza'],
    ],
  },
  { name: 'T57', area: 'Amarillo', counties: ['Potter', 'Randall'] },
  {
    name: 'T58',
    area: 'Panhandle',
    counties: [
      ...['Dallam', 'Sherman', 'Hansford', 'Ochiltree', 'Lipscomb', 'Hartley', 'Moore'],
      ...['Hutchinson', 'Roberts', 'Hemphill', 'Oldham', 'Carson', 'Gray', 'Wheeler'],
      ...['Deaf Smith', 'Armstrong', 'Donley', 'Collingsworth', 'Parmer', 'Castro', 'Swisher'],
      ...['Briscoe', 'Hall', 'Childress'],
    ],
  },
]

/** The territories of Texas; `node plugins/territories/make_territory_table.ts tx` writes their table. */
export default { code: 'TX', state: 'Texas', territories } satisfies StateTerritories
