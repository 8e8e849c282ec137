import { rate, validateFacts } from '#rules/index'
import type { Paperwork } from '#plugins/contract'
import { compareAmounts, differenceOf } from '#services/offers/amounts'
import type { DocumentContent } from './document_content.ts'
import { wordAmount } from './wording.ts'
import type { DocumentSubject } from './write_document.ts'

type Notice = Paperwork['notices'][number]

/** What the law wants to be told of a risk; a notice on what would cost less is left out where nothing would. */
export async function writeNotices(
  subject: DocumentSubject,
  notices: readonly Notice[]
): Promise<DocumentContent['notices']> {
  const written = await Promise.all(notices.map((notice) => writeNotice(subject, notice)))
  return written.filter((notice) => notice !== null)
}

async function writeNotice(
  { prepared, facts, worksheet }: DocumentSubject,
  { title, text, citation, without }: Notice
): Promise<DocumentContent['notices'][number] | null> {
  const paragraphs = text.split('\n\n')
  if (!without) return { title, paragraphs, citation }
  const validated = validateFacts(prepared.compiled.program.shape, without(facts))
  const outcome = validated.ok ? await rate(prepared, validated.facts) : undefined
  if (!outcome?.ok || compareAmounts(outcome.summary.total, worksheet.total) >= 0) return null
  const more = wordAmount(differenceOf(outcome.summary.total, worksheet.total), worksheet.currency)
  return { title, paragraphs: paragraphs.map((each) => each.replace('{amount}', more)), citation }
}
