import { test } from '@japa/runner'

import { generateFacts } from '#rules/facts/generate_facts'
import type { Program } from '#rules/index'
import { javascriptOf } from '#rules/rating/bulk/emit_javascript'
import { prepareBulk } from '#rules/rating/bulk/prepare_bulk'
import { rallyPlan } from '#tests/support/rally_plan'

const HOSTILE = [
  `'); globalThis.hijacked = 1; ('`,
  '"; globalThis.hijacked = 1; "',
  '`${globalThis.hijacked = 1}`',
  '*/ globalThis.hijacked = 1 /*',
  '\u2028globalThis.hijacked = 1\u2029',
  '\\u0027; globalThis.hijacked = 1',
  '__proto__',
  'constructor',
  ']; globalThis.hijacked = 1; [',
]

const { program } = rallyPlan().compiled
/** Names, titles, choices, cells and constants of the plan, where they are whole strings of its JSON. */
const WORDS = ['licence', 'blue', 'gold', 'licence_factor', 'starts', 'RACE', 'FIRE', 'limit']

/** The same with each of those words followed, or replaced, by something hostile. */
function poisoned<T>(value: T, hostile: string): T {
  const poison = (part: unknown): unknown => {
    if (typeof part === 'string') return WORDS.includes(part) ? renamed(part, hostile) : part
    if (Array.isArray(part)) return part.map(poison)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(
      Object.entries(part).map(([key, inner]) => [
        WORDS.includes(key) && key !== 'limit' ? renamed(key, hostile) : key,
        poison(inner),
      ])
    )
  }
  // What comes in goes out with other words in it.
  return poison(value) as T
}

function renamed(word: string, hostile: string): string {
  return word === 'licence' ? hostile : `${word}${hostile}`
}

test.group('Source generated for bulk rating', () => {
  test('holds nothing of the plan: {$self}')
    .with(HOSTILE)
    .run(({ assert }, hostile) => {
      const own = prepareBulk(program)
      const other: Program = poisoned(program, hostile)
      const rater = prepareBulk(other)
      const source = javascriptOf(rater.lowered.routine)
      assert.equal(source, javascriptOf(own.lowered.routine))
      assert.match(source, /^[\x20-\x7e\n]*$/)
      for (let seed = 0; seed < 50; seed++) {
        const facts = generateFacts(program.shape, seed)
        assert.deepEqual(rater.rate(poisoned(facts, hostile)), own.rate(facts), `seed ${seed}`)
      }
      assert.notProperty(globalThis, 'hijacked')
      assert.isUndefined(Reflect.get({}, 'hijacked'))
    })
})
