import fc from 'fast-check'
import { test } from '@japa/runner'

import { isDate, shiftDate, wholeUnits, yearOf } from '#rules/facts/calendar'

const DAY_MS = 86_400_000
/** Days counted from 1970-01-01, over years 1600 to 2400. */
const days = fc.integer({ min: -135_140, max: 157_000 })

function text(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

test.group('Calendar', () => {
  test('days are counted and shifted as the platform counts them', () => {
    fc.assert(
      fc.property(days, days, (a, b) => {
        const [from, to] = [text(a), text(b)]
        return wholeUnits('days', from, to) === b - a && shiftDate(from, 'days', b - a) === to
      })
    )
  })

  test('whole years and months are the most whose month and day are reached', () => {
    // What the calendar lacks, such as 2026-02-31, still has its place in the order of texts.
    const nominal = (from: string, unit: 'years' | 'months', amount: number) => {
      const [year = 0, month = 0] = from.split('-').map(Number)
      const months = year * 12 + month - 1 + amount * (unit === 'years' ? 12 : 1)
      const pad = (value: number, width: number) => String(value).padStart(width, '0')
      return `${pad(Math.floor(months / 12), 4)}-${pad((months % 12) + 1, 2)}-${from.slice(8)}`
    }
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 60_000 }), (a, gap) => {
        const [from, to] = [text(a), text(a + gap)]
        return (['years', 'months'] as const).every((unit) => {
          const whole = wholeUnits(unit, from, to)
          const fits = nominal(from, unit, whole) <= to && nominal(from, unit, whole + 1) > to
          return fits && wholeUnits(unit, to, from) === 0 - whole
        })
      })
    )
  })

  test('exactly the days of the calendar are dates', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, day) => {
          const pad = (value: number, width: number) => String(value).padStart(width, '0')
          const written = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
          const parsed = new Date(`${written}T00:00:00Z`)
          const exists =
            !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === written
          return isDate(written) === exists
        }
      )
    )
  })

  test('a shift from 29 February goes to the 28th, and from the 31st to the last of its month', ({
    assert,
  }) => {
    assert.equal(shiftDate('2024-02-29', 'years', 1), '2025-02-28')
    assert.equal(shiftDate('2024-02-29', 'years', -4), '2020-02-29')
    assert.equal(shiftDate('2026-03-31', 'months', -1), '2026-02-28')
    assert.equal(shiftDate('2026-12-31', 'months', 2), '2027-02-28')
    assert.equal(yearOf('2026-03-01'), 2026)
  })

  test('a year from 29 February is whole on 1 March of a common year', ({ assert }) => {
    assert.equal(wholeUnits('years', '2004-02-29', '2025-02-28'), 20)
    assert.equal(wholeUnits('years', '2004-02-29', '2025-03-01'), 21)
    assert.equal(wholeUnits('years', '2004-02-29', '2024-02-29'), 20)
    assert.equal(wholeUnits('months', '2026-01-31', '2026-02-28'), 0)
    assert.equal(wholeUnits('months', '2026-01-31', '2026-03-01'), 1)
  })

  test('a shift never leaves the years 1 to 9999', ({ assert }) => {
    assert.equal(shiftDate('2026-03-01', 'years', -5000), '0001-01-01')
    assert.equal(shiftDate('2026-03-01', 'years', 9000), '9999-12-31')
    assert.equal(shiftDate('2026-03-01', 'days', 9_000_000), '9999-12-31')
    assert.equal(shiftDate('2026-03-01', 'days', -9_000_000), '0001-01-01')
  })

  test('what only looks like a date is none', ({ assert }) => {
    for (const written of [
      '2025-02-30',
      '2100-02-29',
      '2026-3-1',
      '0000-01-01',
      '2026-03-01T00:00',
      '20260301',
      '',
    ]) {
      assert.isFalse(isDate(written), written)
    }
  })
})
