import { both, eastOf, near, northOf, southOf } from '../territories/territory.ts'
import type { Point, StateTerritories, Territory } from '../territories/territory.ts'

const DETROIT: Point = { latitude: 42.331, longitude: -83.046 }
const GRAND_RAPIDS: Point = { latitude: 42.963, longitude: -85.668 }
const FLINT: Point = { latitude: 43.013, longitude: -83.687 }
const LANSING: Point = { latitude: 42.733, longitude: -84.555 }

const territories: readonly Territory[] = [
  { name: 'T01', area: 'Detroit, central', counties: ['Wayne'], part: near(DETROIT, 5) },
  {
    name: 'T02',
    area: 'Detroit, east',
    counties: ['Wayne'],
    part: both(northOf(42.36), eastOf(-83.06)),
  },
  {
    name: 'T03',
    area: 'Detroit, west',
    counties: ['Wayne'],
    part: both(northOf(42.33), eastOf(-83.29)),
  },
  {
    name: 'T04',
    area: 'Dearborn',
    counties: ['Wayne'],
    part: both(northOf(42.27), eastOf(-83.29)),
  },
  { name: 'T05', area: 'Downriver', counties: ['Wayne'], part: southOf(42.24) },
  { name: 'T06', area: 'Livonia and Canton', counties: ['Wayne'] },
  {
    name: 'T07',
    area: 'Southfield, Oak Park and Ferndale',
    counties: ['Oakland'],
    part: both(southOf(42.5), eastOf(-83.35)),
  },
  { name: 'T08', area: 'Troy and Royal Oak', counties: ['Oakland'], part: eastOf(-83.2) },
  { name: 'T09', area: 'Oakland, west', counties: ['Oakland'] },
  { name: 'T10', area: 'Warren and Sterling Heights', counties: ['Macomb'], part: southOf(42.6) },
  { name: 'T11', area: 'Macomb, north', counties: ['Macomb'] },
  { name: 'T12', area: 'Ann Arbor', counties: ['Washtenaw'] },
  { name: 'T13', area: 'Livingston', counties: ['Livingston'] },
  { name: 'T14', area: 'Monroe', counties: ['Monroe'] },
  { name: 'T15', area: 'Saint Clair', counties: ['St. Clair'] },
  { name: 'T16', area: 'Lapeer', counties: ['Lapeer'] },
  { name: 'T17', area: 'Flint, city', counties: ['Genesee'], part: near(FLINT, 5) },
  { name: 'T18', area: 'Genesee', counties: ['Genesee'] },
  { name: 'T19', area: 'Shiawassee', counties: ['Shiawassee'] },
  { name: 'T20', area: 'Saginaw', counties: ['Saginaw'] },
  { name: 'T21', area: 'Bay City', counties: ['Bay'] },
  { name: 'T22', area: 'Midland and Gladwin', counties: ['Midland', 'Gladwin'] },
  { name: 'T23', area: 'The Thumb', counties: ['Huron', 'Sanilac', 'Tuscola'] },
  { name: 'T24', area: 'Lansing, city', counties: ['Ingham'], part: near(LANSING, 5) },
  { name: 'T25', area: 'Ingham', counties: ['Ingham'] },
  { name: 'T26', area: 'Eaton and Clinton', counties: ['Eaton', 'Clinton'] },
  { name: 'T27', area: 'Jackson', counties: ['Jackson'] },
  { name: 'T28', area: 'Lenawee and Hillsdale', counties: ['Lenawee', 'Hillsdale'] },
  { name: 'T29', area: 'Battle Creek', counties: ['Calhoun'] },
  { name: 'T30', area: 'Branch and Saint Joseph', counties: ['Branch', 'St. Joseph'] },
  { name: 'T31', area: 'Kalamazoo', counties: ['Kalamazoo'] },
  { name: 'T32', area: 'Van Buren and Cass', counties: ['Van Buren', 'Cass'] },
  { name: 'T33', area: 'Berrien', counties: ['Berrien'] },
  { name: 'T34', area: 'Allegan and Barry', counties: ['Allegan', 'Barry'] },
  { name: 'T35', area: 'Grand Rapids, city', counties: ['Kent'], part: near(GRAND_RAPIDS, 5) },
  { name: 'T36', area: 'Kent', counties: ['Kent'] },
  { name: 'T37', area: 'Holland and Grand Haven', counties: ['Ottawa'] },
  { name: 'T38', area: 'Muskegon', counties: ['Muskegon'] },
  { name: 'T39', area: 'Ionia and Montcalm', counties: ['Ionia', 'Montcalm'] },
  { name: 'T40', area: 'Gratiot and Isabella', counties: ['Gratiot', 'Isabella'] },
  { name: 'T41', area: 'Newaygo and Oceana', counties: ['Newaygo', 'Oceana'] },
  { name: 'T42', area: 'Mason, Lake and Manistee', counties: ['Mason', 'Lake', 'Manistee'] },
  { name: 'T43', area: 'Big Rapids and Clare', counties: ['Mecosta', 'Osceola', 'Clare'] },
  { name: 'T44', area: 'Cadillac', counties: ['Wexford', 'Missaukee'] },
  { name: 'T45', area: 'Traverse City', counties: ['Grand Traverse', 'Leelanau', 'Benzie'] },
  { name: 'T46', area: 'Petoskey', counties: ['Antrim', 'Kalkaska', 'Charlevoix', 'Emmet'] },
  { name: 'T47', area: 'Gaylord', counties: ['Otsego', 'Crawford', 'Roscommon', 'Ogemaw'] },
  {
    name: 'T48',
    area: 'Alpena',
    counties: ['Alpena', 'Alcona', 'Iosco', 'Arenac', 'Oscoda', 'Montmorency', 'Presque Isle'],
  },
  { name: 'T49', area: 'The Straits', counties: ['Cheboygan', 'Mackinac'] },
  { name: 'T50', area: 'Sault Sainte Marie', counties: ['Chippewa', 'Luce'] },
  { name: 'T51', area: 'Marquette', counties: ['Marquette', 'Alger'] },
  { name: 'T52', area: 'Escanaba', counties: ['Delta', 'Schoolcraft', 'Menominee'] },
  { name: 'T53', area: 'Iron Mountain', counties: ['Dickinson', 'Iron'] },
  { name: 'T54', area: 'Copper Country', counties: ['Houghton', 'Keweenaw', 'Baraga'] },
  { name: 'T55', area: 'Ironwood', counties: ['Gogebic', 'Ontonagon'] },
]

/** The territories of Michigan; `node plugins/territories/make_territory_table.ts mi` writes their table. */
export default { code: 'MI', state: 'Michigan', territories } satisfies StateTerritories
