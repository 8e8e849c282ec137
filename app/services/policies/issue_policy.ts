import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { announceLiveEvents } from '#live/announce_live_events'
import { asPrepared } from '#services/as_prepared'
import { writeDocument } from '#services/documents/write_document'
import type { Recipient } from '#services/notices/record_notice'
import { wakeMailer } from '#services/notices/wake_mailer'
import { sealText, type QuoteKey } from '#services/privacy/quote_key'
import { openInsured } from '#services/quotes/insured'
import type { Mover } from '#services/quotes/life/move_quote'
import type { ProvenPrice } from '#services/quotes/life/prove_price'
import type { BindableQuote, BindableVersion } from '#services/quotes/life/read_for_binding'
import { MOMENT, momentText } from '#services/quotes/version_content'
import type { PolicyDetail } from './find_policy.ts'
import { packWorksheet } from './kept_worksheet.ts'
import { hashDeclarations } from './read_declarations.ts'
import { splitInstalments } from './split_instalments.ts'

/** What a policy is written from. */
export interface Issue {
  readonly quote: BindableQuote
  readonly version: BindableVersion
  readonly key: QuoteKey
  readonly proven: Extract<ProvenPrice, { readonly ok: true }>
  readonly instalments: number
  readonly by: Mover
}

/**
 * The quote's status, its policy with the first term, the instalments, the notice with its mails, journal and event:
 * one statement, so that all of it is there or nothing. It writes nothing where the quote is not as it was read.
 */
const ISSUE = `
  with quote as (
    update quotes set status = 'bound', lock_version = lock_version + 1
    where id = :quoteId and lock_version = :lockVersion and status = :status and erased_at is null
    returning id, plan_id, lock_version, sealed_insured
  ), numbered as (
    select id, plan_id, cast(nextval('policy_numbers') as text) as digits from quote
  ), policy as (
    insert into policies (number, quote_id, plan_id, bound_by, bound_at)
    select cast(:state as text) || '-' || lpad(digits, greatest(8, length(digits)), '0'), id, plan_id, :userId,
      ${MOMENT}
    from numbered
    returning id, number, bound_at
  ), term as (
    insert into policy_versions (policy_id, term, number, quote_version_id, period, facts, sealed_facts,
      sealed_insured, program_hash, packed_worksheet, currency, total, sealed_declarations, declarations_hash,
      recorded_at)
    select policy.id, 1, 1, v.id, daterange(cast(:begins as date), cast(:ends as date)), v.facts, v.sealed_facts,
      quote.sealed_insured, v.program_hash, :worksheet, v.currency, v.total, :declarations, :declarationsHash,
      ${MOMENT}
    from policy cross join quote cross join quote_versions v
    where v.id = :versionId
    returning id
  ), instalment as (
    insert into instalments (policy_version_id, number, due_on, amount)
    select term.id, each.number, each.due_on, each.amount
    from term cross join unnest(cast(:numbers as int[]), cast(:dueOn as date[]), cast(:amounts as numeric[]))
      as each (number, due_on, amount)
  ), notice as (
    insert into notices (kind, quote_id, policy_id, recorded_at)
    select 'policy_issued', quote.id, policy.id, ${MOMENT} from quote cross join policy
    returning id
  ), mail as (
    insert into notice_mails (notice_id, recipient)
    select notice.id, recipient from notice cross join unnest(cast(:recipients as text[])) as recipient
  ), journal as (
    insert into quote_events
      (quote_id, number, kind, from_status, to_status, actor_id, request_id, recorded_at)
    select id, lock_version, 'bind', :status, 'bound', :userId, :requestId, ${MOMENT} from quote
  ), event as (
    insert into live_events (channel, payload, recorded_at)
    select 'quotes',
      json_build_object('type', 'quote_moved', 'id', cast(id as text), 'move', 'bind', 'status', 'bound',
        'revision', lock_version),
      ${MOMENT}
    from quote
  )
  select number, bound_at as "boundAt" from policy`

/**
 * Writes a policy with its first term, the worksheet kept whole, the content of its declarations page, the
 * instalments and the notice, and marks the quote as bound; undefined, and nothing is written, where the quote
 * changed since it was read. Numbers rise, and one that is rolled back is not used again.
 */
export async function issuePolicy(
  issue: Issue,
  within?: TransactionClientContract
): Promise<PolicyDetail | undefined> {
  const { quote, version, proven, by } = issue
  const { plan } = quote
  const begins = version.effectiveOn
  const first = DateTime.fromISO(begins, { zone: 'utc' })
  const ends = first.plus({ months: proven.termMonths }).toFormat('yyyy-MM-dd')
  const instalments = splitInstalments(version.total, issue.instalments, begins)
  const declared = await declare(issue, { begins, ends, instalments })
  const query = (within ?? db).rawQuery(ISSUE, {
    quoteId: quote.id,
    lockVersion: quote.lockVersion,
    status: quote.status,
    state: plan.state,
    versionId: version.id,
    begins,
    ends,
    worksheet: packWorksheet(proven.worksheetJson),
    declarations: declared.sealed,
    declarationsHash: declared.hash,
    numbers: instalments.map(({ number }) => number),
    dueOn: instalments.map(({ dueOn }) => dueOn),
    amounts: instalments.map(({ amount }) => amount),
    recipients: declared.recipients,
    userId: by.userId,
    requestId: by.requestId,
    at: momentText(by.at),
  })
  const { rows } = await asPrepared('issue_policy', query)
  const [policy] = rows
  if (!policy) return undefined
  tellOf(within)
  return {
    number: policy.number,
    quoteId: quote.id,
    plan,
    begins,
    ends,
    currency: version.currency,
    total: version.total,
    programHash: version.programHash,
    boundAt: policy.boundAt,
    boundBy: quote.boundBy,
    instalments: instalments.map(({ number, dueOn, amount }) => ({
      number,
      due_on: dueOn,
      amount,
    })),
  }
}

/** Listeners and mailer look once it is committed, and only then. */
function tellOf(within: TransactionClientContract | undefined): void {
  const tell = () => {
    announceLiveEvents()
    wakeMailer()
  }
  if (within) within.after('commit', tell)
  else tell()
}

/** What the declarations page says, sealed by the quote's key; the number is the policy's, and is put in where it is read. */
async function declare(
  { quote, key, proven }: Issue,
  term: {
    readonly begins: string
    readonly ends: string
    readonly instalments: ReturnType<typeof splitInstalments>
  }
): Promise<{
  readonly sealed: Buffer
  readonly hash: string
  readonly recipients: readonly Recipient[]
}> {
  const insured = openInsured(quote.sealedInsured, key)
  const content = await writeDocument(
    {
      ...proven,
      insured,
      producer: quote.producer,
      period: term,
      instalments: term.instalments,
    },
    { kind: 'declarations', number: '' }
  )
  const text = JSON.stringify(content)
  return {
    sealed: sealText(key, text),
    hash: hashDeclarations(text),
    recipients: typeof insured?.email === 'string' ? ['insured', 'producer'] : ['producer'],
  }
}
