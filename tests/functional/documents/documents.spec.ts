import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { renderPdf } from '#services/documents/render_pdf'
import { createAgent, type Agent } from '#tests/harness/agent'
import { openRequest, post, quoteOf } from '#tests/harness/quotes'

const HOSTILE = String.raw`A #panic("x") $x$ \ *b* _c_ @d <e> // f`

/** What every PDF of ours says of itself, in its uncompressed and its inflated parts. */
function insides(pdf: Buffer): string {
  const text = pdf.toString('latin1')
  const streams = text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)
  const inflated = [...streams].map(([, content = '']) => {
    try {
      return inflateSync(Buffer.from(content, 'latin1')).toString('latin1')
    } catch {
      return content
    }
  })
  return [text, ...inflated].join('\n')
}

/** The text of a PDF, by poppler where it is installed. */
function textOf(pdf: Buffer): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'ratewright-pdf-'))
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf)
    execFileSync('pdftotext', ['-layout', 'a.pdf', 'a.txt'], { cwd: folder, stdio: 'ignore' })
    return readFileSync(join(folder, 'a.txt'), 'utf8')
  } catch {
    return undefined
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function fetchPdf({ token }: Agent, path: string) {
  const response = await fetch(`http://${process.env.HOST}:${process.env.PORT}/api/v1/${path}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return { response, pdf: Buffer.from(await response.arrayBuffer()) }
}

test.group('Documents', () => {
  test('the declarations page is a tagged PDF that says who, what, how much and by which program', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    const body = await openRequest()
    const id = await quoteOf(client, agent, body)
    const insured = { name: HOSTILE, address: ['1 Main Street', 'Austin, TX 78701'] }
    const named = await client
      .put(`/api/v1/quotes/${id}/insured`)
      .bearerToken(agent.token)
      .json(insured)
    named.assertStatus(200)
    const bound = await post(client, agent, `${id}/bind`, { instalments: 3 })
    bound.assertStatus(201)
    const { number, total, program_hash: hash } = bound.body().data
    const { response, pdf } = await fetchPdf(agent, `policies/${number}/declarations.pdf`)
    assert.equal(response.headers.get('content-type'), 'application/pdf')
    const inside = insides(pdf)
    for (const mark of ['/StructTreeRoot', '/MarkInfo', 'pdfuaid:part', '/Lang']) {
      assert.include(inside, mark)
    }
    const text = textOf(pdf)
    if (text !== undefined) {
      const amount = `$${total.replaceAll(/\B(?=(\d{3})+\.)/g, ',')}`
      for (const said of [HOSTILE, number, amount, hash, '1 Main Street', 'Maria Delgado']) {
        assert.include(text, said)
      }
      assert.include(text, 'Texas Department of Insurance')
    }
    const again = await fetchPdf(agent, `policies/${number}/declarations.pdf`)
    assert.isTrue(again.pdf.equals(pdf))
  })

  test('a proposal is of the newest version, and there is none of what was declined', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    const id = await quoteOf(client, agent, await openRequest())
    const { response, pdf } = await fetchPdf(agent, `quotes/${id}/proposal.pdf?instalments=4`)
    assert.equal(response.status, 200)
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
    assert.equal((await fetchPdf(agent, 'quotes/999999999/proposal.pdf')).response.status, 404)
    assert.equal((await fetchPdf(agent, 'policies/TX-0/declarations.pdf')).response.status, 404)
    const none = await fetchPdf(agent, `quotes/${id}/proposal.pdf?instalments=0`)
    assert.equal(none.response.status, 422)
  })

  test('a document of Pennsylvania has the invoice of the least cover', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    const { facts } = await openRequest()
    const { effective_on: on } = facts.policy
    const path = app.makePath('tests/functional/documents/pennsylvania.json')
    const body = JSON.parse(readFileSync(path, 'utf8'))
    body.facts.policy.effective_on = on
    const id = await quoteOf(client, agent, body)
    const { pdf } = await fetchPdf(agent, `quotes/${id}/proposal.pdf`)
    const text = textOf(pdf)
    if (text === undefined) return
    assert.include(text, 'Invoice: the coverages that the law requires')
    assert.match(text, /Total of the least cover, with fees\s+\$\d+\.\d\d/)
  })

  test('one that can not be set fails alone, and the next is made', async ({ assert }) => {
    // A content without its parts, as no caller can write it.
    const broken = { kind: 'proposal' } as Parameters<typeof renderPdf>[0]
    await assert.rejects(() => renderPdf(broken, new Date(0)), /can't be set/)
    const agent = await createAgent()
    assert.equal((await fetchPdf(agent, 'policies/TX-1/declarations.pdf')).response.status, 404)
  })
})
