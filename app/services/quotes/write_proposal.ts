import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import QuoteVersion from '#models/quote_version'
import type { DocumentContent } from '#services/documents/document_content'
import { writeDocument } from '#services/documents/write_document'
import { unwrapKey } from '#services/privacy/quote_key'
import { splitInstalments } from '#services/policies/split_instalments'
import { openInsured } from './insured.ts'
import { termMonthsOf } from './life/prove_price.ts'
import { reworkVersion } from './rework_worksheet.ts'
import { isHashOf } from './rating_hash.ts'

export type ProposalResult =
  | { readonly ok: true; readonly content: DocumentContent; readonly madeAt: Date }
  | { readonly ok: false; readonly error: 'no_such_quote' | 'erased' | 'declined' | 'differs' }

/** The proposal of a quote by its newest version, at the price that was shown; a declined risk is proposed nothing. */
export async function writeProposal(quoteId: string, instalments: number): Promise<ProposalResult> {
  const version = await QuoteVersion.query()
    .where('quoteId', quoteId)
    .preload('planVersion', (query) => query.select('id', 'planId', 'programHash'))
    .orderBy('number', 'desc')
    .first()
  if (!version) return { ok: false, error: 'no_such_quote' }
  const { rows } = await db.rawQuery(
    `select q.sealed_insured as "sealedInsured", q.data_key as "dataKey", u.full_name as producer,
            q.expires_on::text as "expiresOn"
     from quotes q join users u on u.id = q.created_by where q.id = ?`,
    [quoteId]
  )
  const [quote] = rows
  if (!quote.dataKey) return { ok: false, error: 'erased' }
  if (version.decision === 'decline') return { ok: false, error: 'declined' }
  const reworked = await reworkVersion(version)
  if (!reworked || !isHashOf(version.worksheetHash, reworked.rated)) {
    return { ok: false, error: 'differs' }
  }
  const previous = await previousOf(version)
  const months = termMonthsOf(reworked.prepared, reworked.facts)
  const begins = version.effectiveOn
  const ends = DateTime.fromISO(begins, { zone: 'utc' }).plus({ months }).toFormat('yyyy-MM-dd')
  const content = await writeDocument(
    {
      ...reworked,
      previous,
      insured: openInsured(quote.sealedInsured, unwrapKey(quote.dataKey)),
      producer: quote.producer,
      period: { begins, ends },
      instalments: splitInstalments(version.total, Math.min(instalments, months), begins),
    },
    { kind: 'proposal', quoteId, version: version.number, expiresOn: quote.expiresOn }
  )
  return { ok: true, content, madeAt: version.recordedAt.toJSDate() }
}

/** The version before, as it was rated; undefined for the first, and where its facts are no longer kept. */
async function previousOf({ quoteId, number }: QuoteVersion) {
  const before = await QuoteVersion.query()
    .where({ quoteId, number: number - 1 })
    .first()
  return (before && (await reworkVersion(before))) ?? undefined
}
