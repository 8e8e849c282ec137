import { test } from '@japa/runner'
import { applyMend } from '../../../resources/portal/modules/plans/studio/apply_mend.ts'
import {
  cellsOf,
  pastedCells,
  withCells,
  withCopyOf,
  withMore,
  withoutRecord,
} from '../../../resources/portal/modules/plans/studio/csv_cells.ts'
import { namesIn } from '../../../resources/portal/modules/plans/studio/names_in_texts.ts'
import { placesIn } from '../../../resources/portal/modules/plans/studio/places_in.ts'

const TABLE = 'zone, rate\r\nA ,"1.00"\r\n"B, C",2.00\r\n'
const records = cellsOf(TABLE) ?? []

test.group('Texts in the studio', () => {
  test('a changed cell leaves every other character as it was', ({ assert }) => {
    const changed = withCells(TABLE, records, [{ record: 1, column: 1, value: '1.25' }])
    assert.equal(changed, 'zone, rate\r\nA ,1.25\r\n"B, C",2.00\r\n')
    const quoted = withCells(TABLE, records, [{ record: 1, column: 0, value: 'A, "D"' }])
    assert.equal(cellsOf(quoted)?.[1]?.fields[0]?.text, 'A, "D"')
    assert.equal(withCells(TABLE, records, [{ record: 9, column: 9, value: 'x' }]), TABLE)
  })

  test('rows are copied, removed, pasted and added', ({ assert }) => {
    const copied = withCopyOf(TABLE, records, 2)
    assert.lengthOf(cellsOf(copied) ?? [], 4)
    assert.equal(withoutRecord(TABLE, records, 1), 'zone, rate\r\n"B, C",2.00\r\n')
    assert.deepEqual(pastedCells('D\t3.00\r\nE\t4.00\r\n'), [
      ['D', '3.00'],
      ['E', '4.00'],
    ])
    assert.equal(withMore('a,b\n1,2\n', [['3']], 2), 'a,b\n1,2\n3,\n')
    assert.isNull(cellsOf('a,"b\n'))
  })

  test('a mend is made at its places, whatever else it changes in the file', ({ assert }) => {
    const place = (line: number, column: number) => ({ line, column })
    const edit = (text: string, line: number, from: number, to: number) => ({
      ...{ file: 'plan.rate', text },
      range: { from: place(line, from), to: place(line, to) },
    })
    const mend = { title: 'Mend', edits: [edit('let', 1, 1, 4), edit('lengths', 2, 3, 6)] }
    const texts = { 'plan.rate': 'lat a\r\n  len b' }
    assert.deepEqual(applyMend(mend, texts), { 'plan.rate': 'let a\r\n  lengths b' })
    assert.deepEqual(
      applyMend({ title: '', edits: [{ ...edit('', 1, 1, 2), file: 'gone' }] }, texts),
      {}
    )
  })

  test('a reason names places of files that there are, and no others', ({ assert }) => {
    const parts = placesIn('See use.csv:3, none.csv:4', ['tx/plan.rate', 'use.csv'])
    assert.deepEqual(
      parts.map(({ text, file, line }) => [text, file, line]),
      [
        ['See ', null, 0],
        ['use.csv:3', 'use.csv', 3],
        [', none.csv:4', null, 0],
      ]
    )
  })

  test('names that a plan and its product declare are offered, each with what it is of', ({
    assert,
  }) => {
    const product =
      'policy\n  term  months 6, 12  "Term"\n\ncoverage of policy\n  BI   "Bodily injury"\n'
    const plan =
      'table base  by term gives money\nlet age = 1\n  ask policy  rejected  yes/no  "Rejected"\n'
    const names = namesIn([product, plan])
    assert.containsSubset(names, [
      { name: 'term', kind: 'field', of: 'policy', title: 'Term' },
      { name: 'BI', kind: 'coverage' },
      { name: 'base', kind: 'table' },
      { name: 'age', kind: 'let' },
      { name: 'rejected', kind: 'field', of: 'policy' },
    ])
  })
})
