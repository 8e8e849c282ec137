/** The codes of regulations, each with the title it is listed under. */
export const lawCatalogue = {
  RATE401: 'A regulation is of another product or state',
  RATE402: 'A row of law speaks of something unknown',
  RATE403: 'A row of law is doubtful',
  RATE404: 'A row of law that begins later is not kept yet',
  RATE405: 'A row of law can not be judged',
  RATE410: 'What is forbidden is depended on',
  RATE411: 'The law demands a coverage or limit that the plan does not',
  RATE412: 'The law demands an offer that the plan does not make',
  RATE413: 'A fee is not the one that the law sets',
  RATE414: 'The law demands a discount that the plan does not give',
  RATE415: 'The law demands a choice that the plan does not leave',
} as const

export type LawCode = keyof typeof lawCatalogue
