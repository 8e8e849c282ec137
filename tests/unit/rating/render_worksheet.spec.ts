import { readFile } from 'node:fs/promises'

import { test } from '@japa/runner'

import { rate } from '#rules/rating/rate'
import { renderWorksheet } from '#rules/rating/render_worksheet'
import { marinaFacts } from '#tests/support/marina_facts'
import { marinaPlan } from '#tests/support/marina_plan'

const prepared = marinaPlan()

async function rendered(policy: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const outcome = await rate(prepared, marinaFacts(prepared, policy))
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
  const hash = '0'.repeat(64)
  return renderWorksheet({ ...outcome.worksheet, programHash: hash })
}

test.group('Worksheet as text', () => {
  test('reads as the manual filled in', async ({ assert }) => {
    const golden = await readFile(new URL('./worksheet.txt', import.meta.url), 'utf8')
    assert.equal(await rendered(), golden)
  })

  test('sets amounts under their decimal points and leaves no blank at a line end', async ({
    assert,
  }) => {
    const lines = (await rendered({ sums_insured: '90000.00' })).split('\n')
    const fees = lines.filter((line) => /^ {4}(berth|office)|^Total/.test(line))
    assert.lengthOf(fees, 3)
    assert.lengthOf(new Set(fees.map((line) => line.lastIndexOf('.'))), 1)
    assert.isEmpty(lines.filter((line) => line !== line.trimEnd()))
  })

  test('names what was referred, to whom and why', async ({ assert }) => {
    const text = await rendered({ effective_on: '2026-06-01' })
    assert.match(text, /^Decision: accept$/m)
    assert.match(text, /^ {2}H-3 {2}require: An audit \(policy\.audit_on not given/m)
    assert.match(text, /^ {2}H-1 {2}\(policy\.harbour lake, boat 1: length 5\)$/m)
  })
})
