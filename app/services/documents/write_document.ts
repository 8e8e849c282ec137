import type { Facts, PreparedProgram, RatedVersion, Worksheet } from '#rules/index'
import insurer from '#config/insurer'
import { insuredByFacts, type Insured } from '#services/quotes/insured'
import type { DocumentContent } from './document_content.ts'
import { findPaperwork } from './find_paperwork.ts'
import { quoteLeastCover } from './least_cover.ts'
import { explainChange } from './explain_change.ts'
import { listEntities, wordAnswer } from './list_entities.ts'
import { grantedDiscounts, premiumTables } from './premium_tables.ts'
import { writeNotices } from './write_notices.ts'
import { wordAmount, wordDate } from './wording.ts'

/** What a document is written from. */
export interface DocumentSubject {
  readonly prepared: PreparedProgram
  readonly facts: Facts
  readonly worksheet: Worksheet
  /** The version before this one, where there is one. */
  readonly previous?: RatedVersion | undefined
  readonly insured: Insured | null
  /** Who sold it. */
  readonly producer: string
  /** First day and the day on which cover ends. */
  readonly period: { readonly begins: string; readonly ends: string }
  readonly instalments: readonly {
    readonly number: number
    readonly dueOn: string
    readonly amount: string
  }[]
}

/** What makes the two kinds of document differ. */
export type DocumentKind =
  | { readonly kind: 'declarations'; readonly number: string }
  | {
      readonly kind: 'proposal'
      readonly quoteId: string
      readonly version: number
      readonly expiresOn: string | null
    }

/** The content of a declarations page or a proposal. */
export async function writeDocument(
  subject: DocumentSubject,
  document: DocumentKind
): Promise<DocumentContent> {
  const { prepared, facts, worksheet } = subject
  const { program, hash } = prepared.compiled
  const { paperwork, wordTerm } = await findPaperwork(worksheet.plan.name)
  const applying = <T extends { readonly applies?: (of: Worksheet) => boolean }>(
    all: readonly T[]
  ) => all.filter(({ applies }) => applies?.(worksheet) ?? true)
  const { currency } = worksheet
  const isPolicy = document.kind === 'declarations'
  return {
    kind: document.kind,
    title: isPolicy ? `${worksheet.plan.title} Declarations` : `${worksheet.plan.title} Proposal`,
    insurer: { name: insurer.name, contact: insurer.contact },
    number: isPolicy ? document.number : `${document.quoteId}, version ${document.version}`,
    facts: headOf(subject, document),
    listings: listEntities(program.shape, facts),
    premiums: premiumTables(worksheet, wordTerm),
    discounts: grantedDiscounts(worksheet),
    sums: sumsOf(worksheet),
    total: {
      title: isPolicy ? 'Total policy premium and fees' : 'Total if you accept',
      amount: wordAmount(worksheet.total, currency),
    },
    instalments: subject.instalments.map(({ number, dueOn, amount }) => ({
      number: String(number),
      due: wordDate(dueOn),
      amount: wordAmount(amount, currency),
    })),
    forms: applying(paperwork.forms).map(({ number, title }) => ({ number, title })),
    leastCover: await quoteLeastCover(prepared, facts, paperwork.leastCover, wordTerm),
    notices: [
      ...reasonsOf(worksheet, document),
      ...(await explainChange(subject, paperwork.premiumChange)),
      ...(await writeNotices(subject, applying(paperwork.notices))),
    ],
    provenance: [`${worksheet.plan.title}, edition ${worksheet.plan.version}`, `program ${hash}`],
  }
}

function headOf(
  { prepared, facts, worksheet, insured, producer, period }: DocumentSubject,
  document: DocumentKind
): DocumentContent['facts'] {
  const { shape } = prepared.compiled.program
  const { name, address } = insured ?? insuredByFacts(shape, facts)
  const zip = shape.policy.fields.find(({ type }) => type.kind === 'zip')
  const answer = zip && wordAnswer(zip, facts.policy[zip.name], worksheet.currency)
  const isPolicy = document.kind === 'declarations'
  const held =
    document.kind === 'proposal' && document.expiresOn !== null
      ? [{ title: 'Price holds until', lines: [wordDate(document.expiresOn)] }]
      : []
  return [
    { title: isPolicy ? 'Named insured' : 'Prepared for', lines: [name, ...address] },
    {
      title: 'Policy period',
      lines: [
        `${wordDate(period.begins)} to ${wordDate(period.ends)}`,
        '12:01 a.m. standard time at the address of the named insured',
      ],
    },
    { title: 'Producer', lines: [producer] },
    ...(zip && answer ? [{ title: zip.title, lines: [answer] }] : []),
    ...held,
  ]
}

function sumsOf({ premium, fees, currency }: Worksheet): DocumentContent['sums'] {
  const charged = fees.filter(({ status }) => status === 'applied')
  return [
    { title: 'Premium', amount: wordAmount(premium, currency) },
    ...charged.map(({ title, amount }) => ({ title, amount: wordAmount(amount, currency) })),
  ]
}

/** What still stands between a proposal and its policy. */
function reasonsOf({ applied }: Worksheet, { kind }: DocumentKind): DocumentContent['notices'] {
  if (kind === 'declarations' || applied.length === 0) return []
  const sentences = applied.map(({ reason, citation }) =>
    citation ? `${reason} (${citation}).` : `${reason}.`
  )
  return [{ title: 'Before we can issue the policy', paragraphs: sentences, citation: '' }]
}
