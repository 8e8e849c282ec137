import { CONTRACT, definePlugin } from '../contract.ts'
import { californiaBook } from './book.ts'
import { paperwork } from './paperwork.ts'

export default definePlugin({
  kind: 'plan',
  contract: CONTRACT,
  id: 'california_personal_auto',
  product: 'personal_auto',
  extends: 'countrywide_personal_auto',
  source: 'plan.rate',
  regulation: 'regulation.rate',
  tables: 'tables',
  paperwork,
  timeZone: 'America/Los_Angeles',
  book: californiaBook,
})
