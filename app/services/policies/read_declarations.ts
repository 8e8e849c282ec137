import { hash } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import QuoteVersion from '#models/quote_version'
import type { DocumentContent } from '#services/documents/document_content'
import { writeDocument } from '#services/documents/write_document'
import { unseal, unwrapKey, type QuoteKey } from '#services/privacy/quote_key'
import { openInsured } from '#services/quotes/insured'
import { reworkVersion } from '#services/quotes/rework_worksheet'

export type DeclarationsResult =
  | { readonly ok: true; readonly content: DocumentContent; readonly madeAt: Date }
  | { readonly ok: false; readonly error: 'no_such_policy' | 'erased' | 'not_reproduced' }

interface StoredDeclarations {
  readonly quoteVersionId: string
  readonly sealedDeclarations: Buffer | null
  readonly declarationsHash: string | null
  readonly sealedInsured: Buffer | null
  readonly dataKey: Buffer | null
  readonly begins: string
  readonly ends: string
  readonly recordedAt: Date
  readonly producer: string
  readonly versionId: string
}

/**
 * The declarations of a policy's newest version as they were written when it was issued, proved by their hash.
 * Those of a policy that is older than its declarations are written now, from what the version keeps.
 */
export async function readDeclarations(number: string): Promise<DeclarationsResult> {
  const stored = await find(number)
  if (!stored) return { ok: false, error: 'no_such_policy' }
  if (!stored.dataKey) return { ok: false, error: 'erased' }
  const key = unwrapKey(stored.dataKey)
  const madeAt = stored.recordedAt
  if (!stored.sealedDeclarations) {
    const content = await writeNow(number, stored, key)
    return content ? { ok: true, content, madeAt } : { ok: false, error: 'not_reproduced' }
  }
  // What was sealed is what issuePolicy wrote, without the number that the policy got then; its hash proves it.
  const content = unseal(key, stored.sealedDeclarations) as DocumentContent
  return hashDeclarations(JSON.stringify(content)) === stored.declarationsHash
    ? { ok: true, content: { ...content, number }, madeAt }
    : { ok: false, error: 'not_reproduced' }
}

/** The sha256 of the JSON of a document's content in lower-case hex. */
export function hashDeclarations(json: string): string {
  return hash('sha256', json)
}

async function find(number: string): Promise<StoredDeclarations | undefined> {
  const { rows } = await db.rawQuery(
    `select v.quote_version_id as "quoteVersionId", v.sealed_declarations as "sealedDeclarations",
            v.declarations_hash as "declarationsHash", v.sealed_insured as "sealedInsured",
            q.data_key as "dataKey", lower(v.period)::text as begins, upper(v.period)::text as ends,
            v.recorded_at as "recordedAt", u.full_name as producer, v.id as "versionId"
     from policies p
     join lateral (
       select * from policy_versions where policy_id = p.id order by number desc limit 1
     ) v on true
     join quotes q on q.id = p.quote_id
     join users u on u.id = q.created_by
     where p.number = ?`,
    [number]
  )
  return rows[0]
}

async function writeNow(number: string, stored: StoredDeclarations, key: QuoteKey) {
  const version = await QuoteVersion.query()
    .where('id', stored.quoteVersionId)
    .preload('planVersion', (query) => query.select('id', 'planId', 'programHash'))
    .firstOrFail()
  const reworked = await reworkVersion(version)
  const instalments = await db
    .from('instalments')
    .where('policy_version_id', stored.versionId)
    .orderBy('number')
    .select('number', 'amount', db.raw('due_on::text as "dueOn"'))
  return (
    reworked &&
    writeDocument(
      {
        ...reworked,
        insured: openInsured(stored.sealedInsured, key),
        producer: stored.producer,
        period: { begins: stored.begins, ends: stored.ends },
        instalments,
      },
      { kind: 'declarations', number }
    )
  )
}
