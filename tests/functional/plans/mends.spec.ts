import { test } from '@japa/runner'
import { office } from '#tests/harness/plan_office'
import { publishOwnPlan } from '#tests/harness/plans'

interface Place {
  readonly line: number
  readonly column: number
}

interface Edit {
  readonly file: string
  readonly range: { readonly from: Place; readonly to: Place }
  readonly text: string
}

test.group('Mends of a plan, over the API', () => {
  test("a diagnostic's mend is edits that make the text right again", async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(self)
    const { author, get, post, path } = await office(client, name)
    const { number } = (await post(author, '', { from: 1 })).body().data
    const { sources } = (await get(author, `/${number}?include=sources`)).body().data
    const right: string = sources.plan.text
    const save = async (plan: string) => {
      const etag = (await get(author, `/${number}`)).header('etag') ?? ''
      const saved = await client
        .put(`${path}/${number}/sources`)
        .bearerToken(author.token)
        .header('if-match', etag)
        .json({ plan })
      saved.assertStatus(200)
      return saved.body().data
    }
    const wrong = right.replace('policy.length', 'policy.lenght')
    const { errors, diagnostics } = await save(wrong)
    assert.isAbove(errors, 0)
    const isMended = (each: { mend: object | null }) => each.mend !== null
    const [{ source, mend }, ...others] = diagnostics.filter(isMended)
    assert.isEmpty(others)
    assert.match(mend.title, /lenght/)
    const edits: readonly Edit[] = mend.edits
    assert.deepEqual(
      edits.map(({ file }) => file),
      [source]
    )
    const mended = edits.reduce((text, edit) => applied(text, edit), wrong)
    assert.equal(mended, right)
    assert.equal((await save(mended)).errors, 0)
  })

  test('where a person has to decide there is no mend', async ({ client, assert, test: self }) => {
    const { name } = await publishOwnPlan(self)
    const { author, post, save } = await office(client, name)
    const { number } = (await post(author, '', { from: 1 })).body().data
    const gap = await save(number, { 'hull_rate.csv': 'length,amount\n2 to 9,120.00\n' })
    assert.isAbove(gap.body().data.errors, 0)
    assert.isNull(gap.body().data.diagnostics[0].mend)
  })
})

function applied(text: string, { range, text: instead }: Edit): string {
  const lines = text.split('\n')
  const offset = ({ line, column }: Place) =>
    lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1
  return text.slice(0, offset(range.from)) + instead + text.slice(offset(range.to))
}
