import { test } from '@japa/runner'
import { importTable, type ImportAids } from '#services/tables/import_table'
import { nearestPlace } from '#services/tables/nearest_place'
import { readCsv } from '#services/tables/read_csv'
import { readRecipes, RecipeProblem, type Recipe } from '#services/tables/recipe'
import { highestOfEach, HIGHEST_OF_EACH, keyOf } from '#services/tables/settle'

const COLUMNS = [
  { from: 'Model', to: 'model', kind: 'text', key: true },
  { from: 'Group', to: 'group', kind: 'integer' },
  { from: 'Factor', to: 'factor', kind: 'number', digits: 3 },
]
const ALL = ['header', 'spaces', 'quotes', 'percents', 'words', 'duplicates']
const NOTHING: ImportAids = { settled: new Map(), places: [] }

function recipe(changes: object = {}): Recipe {
  const table = { from: 'a.csv', to: 'b.csv', mends: ALL, columns: COLUMNS, ...changes }
  const [read] = readRecipes({ tables: [table] })
  if (!read) throw new Error('There is no recipe')
  return read
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

async function run(text: string, by: Recipe = recipe(), aids: ImportAids = NOTHING) {
  return importTable(readCsv(once(text)), by, aids)
}

/** Row, column, kind and what was made of it, of each finding. */
async function found(text: string, by?: Recipe, aids?: ImportAids) {
  const { findings, table } = await run(text, by, aids)
  const told = findings.map(({ row, column, kind, mended }) => [row, column, kind, mended])
  return { told, rows: table?.rows ?? null }
}

test.group('Importing a filed table: what is mended is told', () => {
  test('a clean table is imported without a finding, with its digits', async ({ assert }) => {
    const { told, rows } = await found('Model,Group,Factor\nA,1,1\nB,2,0.75\n')
    assert.isEmpty(told)
    assert.deepEqual(rows, [
      ['A', '1', '1.000'],
      ['B', '2', '0.750'],
    ])
  })

  test('a header with spaces or line breaks in it', async ({ assert }) => {
    const { told, rows } = await found('"Mo\ndel","Group ",Factor\nA,1,1\n', {
      ...recipe({
        columns: [{ from: 'Mo del', to: 'model', kind: 'text', key: true }, ...COLUMNS.slice(1)],
      }),
    })
    assert.deepEqual(told, [
      [1, 'Mo del', 'broken header', 'Mo del'],
      [1, 'Group', 'broken header', 'Group'],
    ])
    assert.lengthOf(rows ?? [], 1)
  })

  test('stray spaces, a percentage, a word and a bare quote, each in its place', async ({
    assert,
  }) => {
    const words = { zweite: 'second' }
    const columns = [{ ...COLUMNS[0], words }, ...COLUMNS.slice(1)]
    const { told, rows } = await found(
      'Model,Group,Factor\n A  B,1,20%\nzweite,2,0.2\nT "GT",3,2.5%\n',
      recipe({ columns })
    )
    assert.deepEqual(told, [
      [2, 'Model', 'stray space', 'A B'],
      [2, 'Factor', 'percent beside numbers', '0.200'],
      [3, 'Model', 'other word', 'second'],
      [4, 'Model', 'bare quote', 'kept'],
      [4, 'Factor', 'percent beside numbers', '0.025'],
    ])
    assert.deepEqual(
      rows?.map(([, , factor]) => factor),
      ['0.200', '0.200', '0.025']
    )
  })

  test('each duplicate, with the row that it repeats', async ({ assert }) => {
    const { findings, table } = await run('Model,Group,Factor\nA,1,1\nB,2,1\nA,1,1.0\nA,1,1\n')
    assert.deepEqual(
      findings.map(({ row, kind, message }) => [row, kind, message]),
      [
        [4, 'duplicate', 'repeats row 2'],
        [5, 'duplicate', 'repeats row 2'],
      ]
    )
    assert.lengthOf(table?.rows ?? [], 2)
  })

  test('several columns become one key, with a mark between them', async ({ assert }) => {
    const columns = [
      { from: ['Make', 'Model'], to: 'code', kind: 'text', key: true },
      { from: 'Group', to: 'group', kind: 'integer' },
    ]
    const { rows } = await found('Make,Model,Group\nA,BC,1\nAB,C,2\nX,,3\n', recipe({ columns }))
    assert.deepEqual(
      rows?.map(([key]) => key),
      ['A|BC', 'AB|C', 'X|']
    )
  })

  test('ranges with any dash, an open end and prices become bands', async ({ assert }) => {
    const columns = [{ from: 'Miles', to: 'miles', kind: 'band', key: true }]
    const text = 'Miles\n0 - 1449\n49 \u2013 83\n33950+\n$0 - $2200\n7\n9 - 3\n'
    const { told, rows } = await found(text, recipe({ columns }))
    assert.deepEqual(told, [[7, 'Miles', 'not readable', null]])
    assert.isNull(rows)
    const whole = await found(text.replace('9 - 3\n', ''), recipe({ columns }))
    assert.deepEqual(whole.rows?.flat(), [
      '0 to 1449',
      '49 to 83',
      '33950 and over',
      '0 to 2200',
      '7',
    ])
  })
})

test.group('Importing a filed table: what is not mended refuses it', () => {
  const broken: readonly (readonly [string, string, number, string, string])[] = [
    [
      'a column that the recipe does not know',
      'Model,Group,Factor,X\nA,1,1,2\n',
      1,
      'X',
      'column not expected',
    ],
    ['a column that is not filed', 'Model,Group\nA,1\n', 1, 'Factor', 'column missing'],
    [
      'a column that is there twice',
      'Model,Group,Factor,Group\nA,1,1,2\n',
      1,
      'Group',
      'broken header',
    ],
    ['a column without a name', 'Model,Group,Factor,\nA,1,1,2\n', 1, 'column 4', 'broken header'],
    ['a row with a cell too few', 'Model,Group,Factor\nA,1\n', 2, 'all', 'broken row'],
    ['a quote that is not closed', 'Model,Group,Factor\nA,1,"1\n', 2, 'Factor', 'broken row'],
    ['a formula of a spreadsheet', 'Model,Group,Factor\n=1+1,1,1\n', 2, 'Model', 'hostile cell'],
    ['a NUL', 'Model,Group,Factor\nA\0,1,1\n', 2, 'Model', 'hostile cell'],
    [
      'letters that turn the writing round',
      'Model,Group,Factor\nA\u202eB,1,1\n',
      2,
      'Model',
      'hostile cell',
    ],
    ['a number with a comma', 'Model,Group,Factor\nA,"1,000",1\n', 2, 'Group', 'not readable'],
    ['a word for a number', 'Model,Group,Factor\nA,1,n/a\n', 2, 'Factor', 'not readable'],
    ['no number', 'Model,Group,Factor\nA,1,\n', 2, 'Factor', 'not readable'],
    [
      'more digits than the column has',
      'Model,Group,Factor\nA,1,1.0001\n',
      2,
      'Factor',
      'not readable',
    ],
    ['an exponent', 'Model,Group,Factor\nA,1,1e3\n', 2, 'Factor', 'not readable'],
    ['an empty file', '', 1, 'all', 'broken header'],
  ]
  for (const [what, text, row, column, kind] of broken) {
    test(`${what} is told and no table given`, async ({ assert }) => {
      const { findings, table } = await run(text)
      assert.isNull(table)
      assert.deepInclude(
        findings.map((finding) => [finding.row, finding.column, finding.kind, finding.mended]),
        [row, column, kind, null]
      )
    })
  }

  test('whatever the recipe does not say it mends stays a fault', async ({ assert }) => {
    const text = 'Model,"Group ",Factor\n A,1,20%\nB "x",1,1\nC,1,1\nC,1,1\n'
    const { told, rows } = await found(text, { ...recipe(), mends: new Set() })
    assert.isNull(rows)
    assert.sameMembers(
      told.map(([, , kind]) => kind),
      ['broken header', 'stray space', 'percent beside numbers', 'bare quote', 'duplicate']
    )
    assert.isTrue(told.every(([, , , mended]) => mended === null))
  })
})

test.group('Importing a filed table: conflicts and what is not filed', () => {
  const TEXT = 'Model,Group,Factor\nA,1,0.9\nA,2,0.8\nB,1,1\nA,1,0.9\n'

  test('a key that is rated twice refuses the table until it is settled', async ({ assert }) => {
    const { findings, table, conflicts } = await run(TEXT)
    assert.isNull(table)
    const conflict = findings.find(({ kind }) => kind === 'conflict')
    assert.deepInclude(conflict, { row: 3, mended: null, found: 'A' })
    assert.equal(conflict?.message, 'is rated 2 0.800 here, 1 0.900 in row 2')
    assert.lengthOf(conflicts, 1)
  })

  test('a settlement gives the values, and the report says by which rule', async ({ assert }) => {
    const { conflicts } = await run(TEXT)
    const [conflict] = conflicts
    const values = conflict ? highestOfEach(conflict) : []
    assert.deepEqual(values, ['2', '0.900'])
    const settled = new Map([[keyOf(['A']), { key: ['A'], values, rule: HIGHEST_OF_EACH, row: 2 }]])
    const { told, rows } = await found(TEXT, recipe(), { settled, places: [] })
    assert.deepEqual(told[0], [5, 'model', 'duplicate', 'left out'])
    assert.deepEqual(told[1], [3, 'model', 'conflict', '2 0.900: highest of each column'])
    assert.deepEqual(rows?.[0], ['A', '2', '0.900'])
  })

  test('a settlement with a value that nobody filed settles nothing', async ({ assert }) => {
    const settled = new Map([
      [keyOf(['A']), { key: ['A'], values: ['3', '0.900'], rule: 'mine', row: 2 }],
    ])
    assert.isNull((await found(TEXT, recipe(), { settled, places: [] })).rows)
  })

  test('a settlement of what does not conflict is told', async ({ assert }) => {
    const settled = new Map([
      [keyOf(['B']), { key: ['B'], values: ['1', '1.000'], rule: 'mine', row: 7 }],
    ])
    const { findings } = await run('Model,Group,Factor\nB,1,1\n', recipe(), { settled, places: [] })
    assert.deepInclude(findings[0], { kind: 'settled in vain', mended: null, found: 'B' })
    assert.include(findings[0]?.message, 'row 7')
  })

  test('the highest is by number where all are numbers, otherwise by letter', ({ assert }) => {
    const ratings = [
      ['9', 'A'],
      ['10', 'E'],
      ['2', 'C'],
    ]
    assert.deepEqual(highestOfEach({ key: ['x'], ratings }), ['10', 'E'])
  })

  test('a ZIP code that is not filed takes its nearest filed one, and the report says which', async ({
    assert,
  }) => {
    const places = [
      { zip: '10001', latitude: 40, longitude: -75 },
      { zip: '10002', latitude: 40.1, longitude: -75 },
      { zip: '10009', latitude: 41, longitude: -75 },
    ]
    const columns = [
      { from: 'zip', to: 'zip', kind: 'zip', key: true },
      { from: 'f', to: 'factor', kind: 'number', digits: 2 },
    ]
    const text = 'zip,f\n10009,2\n10001,1\n'
    const { told, rows } = await found(text, recipe({ columns }), { settled: new Map(), places })
    assert.deepEqual(told, [[0, 'zip', 'not filed', 'as 10001, 11.1 km away']])
    assert.deepEqual(rows, [
      ['10001', '1.00'],
      ['10002', '1.00'],
      ['10009', '2.00'],
    ])
  })

  test('of equally near places the lowest ZIP is taken, and of none nothing', ({ assert }) => {
    const at = (zip: string, latitude: number) => ({ zip, latitude, longitude: 0 })
    assert.equal(nearestPlace(at('5', 0), [at('3', 1), at('2', -1)])?.zip, '2')
    assert.isNull(nearestPlace(at('5', 0), []))
  })
})

test.group('Recipes', () => {
  const wrong: readonly (readonly [string, object])[] = [
    ['an unknown word', { mend: [] }],
    ['a mend that there is not', { mends: ['everything'] }],
    ['a path out of the folder', { to: '../../b.csv' }],
    ['no key', { columns: COLUMNS.slice(1) }],
    ['a kind that there is not', { columns: [{ ...COLUMNS[0], kind: 'date' }] }],
  ]
  for (const [what, changes] of wrong) {
    test(`${what} is refused`, ({ assert }) => {
      assert.throws(() => recipe(changes), RecipeProblem)
    })
  }
})
