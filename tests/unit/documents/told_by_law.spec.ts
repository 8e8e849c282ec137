import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { compile, prepare, rate, validateFacts, type Facts } from '#rules/index'
import { writeDocument, type DocumentSubject } from '#services/documents/write_document'
import { stateSources, type State } from '#tests/support/state_sources'

type Changes = Readonly<Record<string, string | number | boolean>>

/** The example quote of a state as a document is written from it, with other answers of the policy or other drivers. */
async function subjectOf(
  state: State,
  policy: Changes = {},
  drivers?: (drivers: readonly Changes[]) => readonly object[]
): Promise<DocumentSubject> {
  const path = new URL(`../../../plugins/${state}/examples/quote.json`, import.meta.url)
  const { facts } = JSON.parse(readFileSync(path, 'utf8'))
  const { compiled } = compile(stateSources(state))
  if (!compiled) throw new Error(`The plan of ${state} does not compile`)
  const changed = {
    ...facts,
    policy: { ...facts.policy, ...policy },
    drivers: drivers ? drivers(facts.drivers) : facts.drivers,
  }
  const validated = validateFacts(compiled.program.shape, changed)
  if (!validated.ok) throw new Error(JSON.stringify(validated.errors))
  const prepared = prepare(compiled)
  const outcome = await rate(prepared, validated.facts)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
  return {
    ...{ prepared, facts: validated.facts as Facts, worksheet: outcome.worksheet },
    ...{ insured: null, producer: 'Ann', instalments: [] },
    period: { begins: '2026-05-01', ends: '2026-11-01' },
  }
}

async function noticesOf(subject: DocumentSubject): Promise<ReadonlyMap<string, string>> {
  const { notices } = await writeDocument(subject, { kind: 'declarations', number: 'X-1' })
  return new Map(notices.map(({ title, paragraphs }) => [title, paragraphs.join(' ')]))
}

test.group('What a law wants told stands in the document', (group) => {
  group.each.timeout(60_000)

  test('Texas: that credit is used, and what it adds, where it adds anything', async ({
    assert,
  }) => {
    const raised = 'Your credit information raised your price'
    const dear = await noticesOf(await subjectOf('tx', { insurance_score: 450 }))
    assert.isTrue(dear.has('Use of credit information'))
    assert.match(dear.get(raised) ?? '', /you pay \$[\d,]+\.\d\d more for this term/)
    const cheap = await noticesOf(await subjectOf('tx', { insurance_score: 800 }))
    assert.isTrue(cheap.has('Use of credit information'))
    assert.isFalse(cheap.has(raised))
  })

  test('Pennsylvania: what accidents and violations add, and nothing where there are none', async ({
    assert,
  }) => {
    const withThose = (violations: readonly object[]) => (drivers: readonly Changes[]) =>
      drivers.map((driver) => ({ ...driver, violations }))
    const major = { kind: 'major', on: '2026-01-15', paid: '0.00', recovered: '0.00' }
    const charged = await noticesOf(await subjectOf('pa', {}, withThose([major])))
    assert.match(charged.get('Surcharge') ?? '', /add \$[\d,]+\.\d\d to what you pay/)
    assert.isFalse((await noticesOf(await subjectOf('pa', {}, withThose([])))).has('Surcharge'))
  })

  test('New York: the limits for death, and why a price changed by more than 10 %', async ({
    assert,
  }) => {
    const why = 'Why your premium changed'
    const before = await subjectOf('ny', { insurance_score: 745 })
    assert.include((await noticesOf(before)).get('Limits for death') ?? '', '$100,000')
    const dearer = { ...(await subjectOf('ny', { insurance_score: 450 })), previous: before }
    const told = (await noticesOf(dearer)).get(why) ?? ''
    assert.match(told, /The price before was \$[\d,.]+; it is \$[\d,.]+ now/)
    assert.match(told, /Insurance score.*: \$[\d,.]+ more\./)
    const alike = { ...(await subjectOf('ny', { insurance_score: 745 })), previous: before }
    assert.isFalse((await noticesOf(alike)).has(why))
  })
})
