import { test } from '@japa/runner'
import { covers } from '#rules/plan/covers'
import { readKeyCell } from '#rules/plan/key_cell'

function cell(text: string) {
  const isText = /^A\d/.test(text)
  const read = readKeyCell(
    text,
    isText ? 'text' : /^(?:\d|under|over|not given|all else)/.test(text)
  )
  if (!read) throw new Error(text)
  return read
}

test.group('A cell that holds all another does', () => {
  test('{0} holds {1}')
    .with([
      ['all else', 'wood'],
      ['all else', '3 up to 5'],
      ['wood', 'wood'],
      ['3 to 5', '3 up to 5'],
      ['3 up to 5', '3 up to 5'],
      ['under 5', '3 up to 5'],
      ['3 and over', 'over 3'],
      ['not given', 'not given'],
      ['3 to 5', '4'],
      ['any', 'not given'],
      ['A1 to A9', 'A2 to A9'],
      ['A1 to A9', 'A3'],
      ['any', 'all else'],
      ['5 and under', 'under 5'],
    ])
    .run(({ assert }, [wide = '', narrow = '']) => {
      assert.isTrue(covers(cell(wide), cell(narrow)))
    })

  test('{0} does not hold {1}')
    .with([
      ['all else', 'not given'],
      ['wood', 'all else'],
      ['3 up to 5', '3 to 5'],
      ['over 3', '3 and over'],
      ['3 and over', 'under 5'],
      ['under 5', '3 and over'],
      ['3 up to 5', '5'],
      ['all else', 'any'],
      ['A1 to A9', 'A10'],
      ['A1 to A8', 'A2 to A9'],
      ['under 5', '5 and under'],
    ])
    .run(({ assert }, [wide = '', narrow = '']) => {
      assert.isFalse(covers(cell(wide), cell(narrow)))
    })
})
