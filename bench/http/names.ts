/** The name that one quote in a hundred has: the one of a driver of the example. */
export const COMMON_NAME = 'James Delgado'

const FIRST = [
  'Ada',
  'Bo',
  'Cleo',
  'Dev',
  'Elif',
  'Femi',
  'Gus',
  'Hana',
  'Ivo',
  'James',
  'Kai',
  'Lea',
]
const LAST = [
  'Abt',
  'Brook',
  'Costa',
  'Delgado',
  'Egan',
  'Funk',
  'Gil',
  'Hahn',
  'Ito',
  'Joshi',
  'Khan',
]

/** Names of a driver, over and over: every hundredth the common one, each other of few quotes. */
export function* namesInTurn(): Generator<string, never> {
  for (let at = 1; ; at++) {
    const pair = `${FIRST[at % FIRST.length]} ${LAST[at % LAST.length]}`
    yield at % 100 === 0 ? COMMON_NAME : `${pair} ${syllables(at % 1000)}`
  }
}

/** Three syllables for a number below a thousand, as a surname that no other number has. */
function syllables(number: number): string {
  return [...String(number).padStart(3, '0')].map((digit) => SYLLABLES[Number(digit)]).join('')
}

const SYLLABLES = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'je', 'ki', 'lo', 'mu']
