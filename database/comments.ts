/** What a table holds, and those of its columns whose name does not say it. */
interface TableComment {
  readonly holds: string
  readonly columns?: Readonly<Record<string, string>>
}

/** The comments of the catalogue, from which docs/data-dictionary.md is written. */
export const COMMENTS: Readonly<Record<string, TableComment>> = {
  users: {
    holds: 'People and machines that sign in.',
    columns: {
      password: 'Its scrypt hash.',
      is_demo: 'Works on a loopback address alone.',
      is_machine: 'The account of an OAuth client, which nobody signs in to.',
      role: 'What the account may do; docs/security.md says what that is.',
    },
  },
  auth_access_tokens: {
    holds: 'Bearer tokens, by their hash.',
    columns: { hash: 'Of the secret part; the token itself is shown once and not kept.' },
  },
  oauth_clients: {
    holds: 'Programs that may ask for tokens.',
    columns: {
      auth_method: 'How it proves itself to the token endpoint; none for a public client.',
      secret_hash: 'HMAC-SHA256 of the secret, under a key that follows from the application key.',
      jwks: 'Its public keys, where it signs its requests.',
      scopes: 'The most that it may ask for.',
      user_id: 'As whom it acts with tokens of its own.',
      last_used_at: 'When it was last given a token.',
    },
  },
  oauth_artifacts: {
    holds: 'What the authorization server gave out and has not ended: tokens, codes, consents.',
    columns: {
      id: 'HMAC-SHA256 of the token, under a key that follows from the application key.',
      kind: 'What oidc-provider calls it: AccessToken, ClientCredentials, Grant and so on.',
      user_id: 'As whom requests with it are made.',
      grant_id: 'The consent that it follows from, with which it ends.',
      scopes: 'With spaces between them.',
      consumed_at: 'When a code or refresh token was used; a second use ends the grant.',
    },
  },
  oauth_events: { holds: 'The journal of clients, consents, tokens and sign-ons; kept for good.' },
  sessions: { holds: 'Sessions of browsers.' },
  rate_limits: { holds: 'Counters of sign-in attempts and calls.' },
  idempotency_keys: {
    holds: 'Answers kept for a day by the key under which they were asked for.',
    columns: {
      fingerprint: 'The hash of the request that the key stands for.',
      claim: 'Who carries it out at present.',
      status: 'Of the answer; empty while the request is under way.',
    },
  },
  plans: {
    holds: 'Rating plans by the name in their source.',
    columns: { time_zone: 'Whose calendar says what day it is in the state.' },
  },
  plan_versions: {
    holds: 'Compiled editions of plans. A published one changes in the ends of its ranges alone.',
    columns: {
      number: 'Counts the versions of a plan from 1.',
      label: 'The version as the plan calls itself.',
      program: 'What the sources compile to, as json-rules-engine and the evaluators read it.',
      program_hash: 'The sha256 of the program in its canonical form.',
      sources: 'All texts that it was compiled from.',
      new_business_range: 'Effective dates that it rates for new policies.',
      renewal_range: 'Effective dates that it rates for renewals.',
    },
  },
  plan_events: { holds: 'What was done to a version of a plan; kept for good.' },
  imported_sources: { holds: 'Sources of plugin folders that were imported before.' },
  quotes: {
    holds: 'Quotes: where they stand. What they say is in their versions.',
    columns: {
      lock_version: 'Counts the moves; the ETag.',
      expires_on: 'The last day on which it can be bound.',
      data_key:
        'The key of its private values, wrapped by the application key; destroyed to erase them.',
      legal_hold: 'Why it must not be erased.',
      sealed_insured: 'The named insured with address, sealed by data_key.',
    },
  },
  quote_versions: {
    holds: 'Ratings of quotes, in at most 4 kB each. A row is never changed or deleted.',
    columns: {
      facts: 'What was rated, without the values that the product marks private.',
      sealed_facts: 'The private values, AES-256-GCM under the data_key of the quote.',
      premiums: 'What each coverage of each part of the risk costs.',
      worksheet_hash: 'The sha256 of the worksheet, which is worked out anew when it is read.',
      decision: 'What the plan decided: accept, refer or decline.',
    },
  },
  quote_search_hashes: {
    holds: 'By which quotes are found: keyed hashes of private values and their words.',
    columns: { hash: 'HMAC-SHA256 under a key that follows from the application key, halved.' },
  },
  erased_versions: {
    holds:
      'What stands in for the facts of erased versions: values that rate alike, such as the same age.',
    columns: {
      facts: 'Empty where no other values come to the same.',
      worksheet_hash: 'Of what the facts that stand in come to.',
    },
  },
  quote_events: {
    holds: 'The journal of quotes: everything that happened to them. In partitions by month.',
    columns: {
      number: 'The lock version that it led to.',
      actor_id: 'Empty where it was the calendar.',
    },
  },
  quote_elections: { holds: 'What a rule requires in writing and is there.' },
  quote_drafts: { holds: 'Answers so far of quotes that are not rated yet.' },
  quote_assumptions: { holds: 'What a quick quote assumed: pointers into its facts.' },
  requotes: { holds: 'Bulk re-quotes over the open quotes of a plan.' },
  requote_items: { holds: 'The quotes of a bulk re-quote, with what came of each.' },
  policies: { holds: 'Policies by number. A quote is bound to one at most.' },
  policy_versions: {
    holds: 'Terms and versions of policies. A row is never changed or deleted.',
    columns: {
      term: 'Counts the periods of cover from 1.',
      period: 'The days of cover; the last is not in it.',
      worksheet: 'Kept whole for what is bound.',
      sealed_declarations: 'What the declarations page says, sealed by the data_key of the quote.',
      declarations_hash: 'The sha256 of what the declarations page says.',
    },
  },
  instalments: { holds: 'When what is due of a policy version; they sum to its total.' },
  notices: { holds: 'What people are told in writing.' },
  notice_mails: {
    holds: 'The mails of a notice, one for each recipient.',
    columns: {
      due_at: 'Not tried before.',
      failed_at: 'When it was given up.',
      last_error: 'The kind of the last failure.',
    },
  },
  live_events: {
    holds: 'The outbox of live events, kept for a day. In partitions by month.',
    columns: { id: 'Its sequence number: no event that is committed later has a lower one.' },
  },
  books: {
    holds: 'Books of business: generated risks to try rates on.',
    columns: { sample_hash: 'Of the first risks; differs once the product or its weights do.' },
  },
  book_risks: { holds: 'The risks of a book. No real person is among them.' },
}
