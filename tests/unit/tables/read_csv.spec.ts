import { test } from '@japa/runner'
import fc from 'fast-check'
import { readCsv, type FiledRecord } from '#services/tables/read_csv'
import { writeCsv } from '#services/tables/write_csv'

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

async function read(text: string, size = text.length || 1): Promise<readonly FiledRecord[]> {
  return Array.fromAsync(readCsv(pieces(text, size)))
}

async function cells(text: string, size?: number) {
  return (await read(text, size)).map((record) => record.cells)
}

test.group('Reading a filed CSV', () => {
  test('a byte-order mark, CRLF, quotes, commas and line breaks in cells are read', async ({
    assert,
  }) => {
    const text = '\ufeffa,"b\r\n c",d\r\n"x ""y"" z",,\r\n'
    assert.deepEqual(await cells(text), [
      ['a', 'b\r\n c', 'd'],
      ['x "y" z', '', ''],
    ])
  })

  test('however the text is cut while it arrives, the records are the same', async ({ assert }) => {
    const record = fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ') }), {
      minLength: 1,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 5 }), fc.nat(6), async (records, size) => {
        // A record of one empty cell is an empty line, which is no less a record.
        assert.deepEqual(await cells(writeCsv(records), size + 1), records)
      })
    )
  })

  test('the last line needs no end, and every kind of line end is one', async ({ assert }) => {
    assert.deepEqual(await cells('a\rb\nc\r\nd'), [['a'], ['b'], ['c'], ['d']])
    assert.isEmpty(await cells(''))
    assert.deepEqual(await cells('a,'), [['a', '']])
  })

  test('a row is counted by records, not by the lines that its cells take', async ({ assert }) => {
    const records = await read('a\n"b\nb\nb"\nc\n')
    assert.deepEqual(
      records.map(({ row }) => row),
      [1, 2, 3]
    )
  })

  test('broken quotes are told with row and column, and reading goes on', async ({ assert }) => {
    const [, bare, after, open] = await read('a,b\nx,T "GT"\n"y"z,2\n3,"four\n')
    assert.deepEqual(bare?.cells, ['x', 'T "GT"'])
    assert.deepInclude(bare?.faults[0], { column: 2, isReadable: true })
    assert.deepInclude(after?.faults[0], { column: 1, isReadable: false })
    assert.deepInclude(open?.faults[0], { column: 2, what: 'a quote is not closed' })
  })

  test('a cell without end is cut off and told', async ({ assert }) => {
    const [record] = await read(`"${'x'.repeat(50_000)}`, 1000)
    assert.equal(record?.cells[0]?.length, 10_000)
    assert.equal(record?.faults[0]?.isReadable, false)
  })
})
