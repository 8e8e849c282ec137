import { test } from '@japa/runner'
import { generateFacts } from '#rules/index'
import { joinFacts, splitFacts } from '#services/privacy/private_facts'
import { newQuoteKey, seal, unseal, unwrapKey } from '#services/privacy/quote_key'
import { searchHashes, soughtHashes } from '#services/privacy/search_hashes'
import { compileTexas } from '#tests/support/compile_texas'

const { compiled } = compileTexas()
if (!compiled) throw new Error('The Texas plan does not compile')
const { shape } = compiled.program
const secret = /"(name|born_on|vin|garaging_zip)"/

test.group('Private facts', () => {
  test('are taken out as the product marks them, and put back as they were', ({ assert }) => {
    for (let seed = 1; seed <= 50; seed++) {
      const facts = generateFacts(shape, seed)
      const { open, hidden, values } = splitFacts(shape, facts)
      assert.deepEqual(joinFacts(open, hidden), facts)
      assert.isAbove(values.length, 2)
      const text = JSON.stringify(open)
      assert.notMatch(text, secret)
      for (const { field, value } of values) assert.notInclude(text, `"${field.name}":"${value}"`)
    }
  })

  test('are sealed so that neither another key nor a changed bit opens them', ({ assert }) => {
    const { key, wrapped } = newQuoteKey()
    const sealed = seal(key, { name: 'Zoë' })
    assert.deepEqual(unseal(unwrapKey(wrapped), sealed), { name: 'Zoë' })
    assert.notInclude(sealed.toString('latin1'), 'Zo')
    assert.notDeepEqual(seal(key, { name: 'Zoë' }), sealed)
    assert.throws(() => unseal(newQuoteKey().key, sealed))
    const changed = Buffer.from(sealed)
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
    assert.throws(() => unseal(key, changed))
  })

  test('are found by keyed hashes: whole, or by each word, however they are written', ({
    assert,
  }) => {
    const [name] = shape.policy.entities.flatMap(({ fields }) =>
      fields.filter((field) => field.name === 'name')
    )
    if (!name) throw new Error('The product asks for no name')
    const hashes = searchHashes([{ field: name, value: "María O'Neill" }])
    const has = (hash: Buffer | undefined) => hashes.some((each) => hash?.equals(each))
    assert.isTrue(has(soughtHashes("maria o'neill")?.whole))
    assert.isTrue(has(soughtHashes('NEILL')?.words[0]))
    assert.isFalse(has(soughtHashes('Mar')?.whole))
    assert.isUndefined(soughtHashes(' - '))
  })
})
