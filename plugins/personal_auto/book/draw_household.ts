import { shiftDate } from '#rules/index'
import type { Random } from '#rules/index'

/** A driver as a fact, with the age that the other draws go by. */
export interface Driver {
  readonly age: number
  readonly name: string
  readonly born_on: string
  readonly licensed_on: string
  readonly gender: string
  readonly marital_status: string
  readonly course_on: string | undefined
  readonly good_student: boolean
  readonly violations: readonly { readonly kind: string; readonly on: string }[]
}

/** Adults by the first and last age of a group, near the shares of licensed drivers that FHWA counts. */
const ADULTS: readonly (readonly [ages: readonly [low: number, high: number], weight: number])[] = [
  [[20, 24], 8],
  [[25, 34], 18],
  [[35, 44], 18],
  [[45, 54], 17],
  [[55, 64], 18],
  [[65, 74], 14],
  [[75, 84], 6],
  [[85, 94], 1],
]

const FIRST_NAMES = {
  female: [
    'Maria',
    'Linda',
    'Jennifer',
    'Aisha',
    'Emily',
    'Grace',
    'Mei',
    'Sofia',
    'Ruth',
    'Priya',
  ],
  male: ['James', 'Robert', 'Carlos', 'David', 'Wei', 'Omar', 'Daniel', 'Kevin', 'Luis', 'Samuel'],
  x: ['Alex', 'Jordan', 'Taylor', 'Casey', 'Robin', 'Sam'],
} as const
const LAST_NAMES = [
  ...['Smith', 'Johnson', 'Garcia', 'Nguyen', 'Brown', 'Martinez', 'Lee', 'Davis', 'Patel', 'Kim'],
  ...[
    'Wilson',
    'Lopez',
    'Anderson',
    'Thomas',
    'Jackson',
    'White',
    'Harris',
    'Clark',
    'Lewis',
    'Young',
  ],
]

/** One or two adults, with or without children who drive, or two or three adults who share. */
export function drawHousehold(random: Random, effectiveOn: string): readonly Driver[] {
  const kind = random.weighted([
    ['single', 38],
    ['couple', 34],
    ['family', 16],
    ['lone_parent', 5],
    ['shared', 7],
  ] as const)
  const surname = random.pick(LAST_NAMES)
  const age = adultAge(random)
  const driver = (years: number, marital: string, name = surname) =>
    drawDriver(random, effectiveOn, { age: years, marital, surname: name })
  switch (kind) {
    case 'single':
      return [driver(age, unmarried(random, age))]
    case 'couple':
      return [driver(age, 'married'), driver(partnerAge(random, age), 'married')]
    case 'shared': {
      const others = Array.from({ length: random.between(1, 2) }, () => random.between(20, 35))
      return [age, ...others].map((each) => driver(each, 'single', random.pick(LAST_NAMES)))
    }
    case 'family':
    case 'lone_parent': {
      const parent = random.between(38, 60)
      const children = Array.from(
        {
          length: random.weighted([
            [1, 75],
            [2, 25],
          ]),
        },
        () => driver(random.between(16, 22), 'single')
      )
      const own = kind === 'family' ? 'married' : random.pick(['divorced', 'widowed', 'single'])
      const parents = [driver(parent, own)]
      if (kind === 'family') parents.push(driver(partnerAge(random, parent), 'married'))
      return [...parents, ...children]
    }
  }
}

function adultAge(random: Random): number {
  const [low, high] = random.weighted(ADULTS)
  return random.between(low, high)
}

function partnerAge(random: Random, age: number): number {
  return Math.min(94, Math.max(20, age + random.between(-5, 5)))
}

function unmarried(random: Random, age: number): string {
  return random.weighted([
    ['single', Math.max(5, 90 - age)],
    ['divorced', age < 28 ? 2 : 30],
    ['widowed', age < 55 ? 1 : age - 40],
  ])
}

function drawDriver(
  random: Random,
  effectiveOn: string,
  given: { readonly age: number; readonly marital: string; readonly surname: string }
): Driver {
  const { age } = given
  const gender = random.weighted([
    ['female', 50],
    ['male', 49],
    ['x', 1],
  ] as const)
  const bornOn = daysBefore(shiftDate(effectiveOn, 'years', -age), random.between(0, 364))
  const licensedOn = drawLicence(random, bornOn, effectiveOn)
  return {
    age,
    name: `${random.pick(FIRST_NAMES[gender])} ${given.surname}`,
    born_on: bornOn,
    licensed_on: licensedOn,
    gender,
    marital_status: given.marital,
    course_on: random.happens(age >= 55 ? 20 : 4, 100)
      ? daysBefore(effectiveOn, random.between(30, 1460))
      : undefined,
    good_student: age < 25 && random.happens(40, 100),
    violations: drawViolations(random, { age, licensedOn, effectiveOn }),
  }
}

/** Most are licensed within three years of their sixteenth birthday, one in ten in their twenties. */
function drawLicence(random: Random, bornOn: string, effectiveOn: string): string {
  const sixteen = shiftDate(bornOn, 'years', 16)
  const days = random.happens(1, 10) ? random.between(1500, 4500) : random.between(0, 1100)
  const wanted = shiftDate(sixteen, 'days', days)
  if (wanted <= effectiveOn) return wanted
  return sixteen < effectiveOn ? sixteen : effectiveOn
}

/** The chance of one more within six years: three in ten for the young, then falling with age. */
function drawViolations(
  random: Random,
  driver: { readonly age: number; readonly licensedOn: string; readonly effectiveOn: string }
): Driver['violations'] {
  const chance = driver.age < 25 ? 30 : driver.age < 60 ? 17 : 12
  const violations = []
  while (violations.length < 6 && random.happens(chance, 100)) {
    const on = daysBefore(driver.effectiveOn, random.between(1, 2190))
    const kind = random.weighted([
      ['minor', 62],
      ['at_fault', 27],
      ['major', 8],
      ['dui', 3],
    ])
    violations.push({ kind, on: on < driver.licensedOn ? driver.licensedOn : on })
  }
  return violations
}

function daysBefore(date: string, days: number): string {
  return shiftDate(date, 'days', -days)
}
