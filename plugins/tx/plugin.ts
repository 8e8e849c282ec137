import { CONTRACT, definePlugin } from '../contract.ts'
import { texasBook } from './book.ts'
import { paperwork } from './paperwork.ts'

export default definePlugin({
  kind: 'plan',
  contract: CONTRACT,
  id: 'texas_personal_auto',
  product: 'personal_auto',
  extends: 'countrywide_personal_auto',
  source: 'plan.rate',
  regulation: 'regulation.rate',
  tables: 'tables',
  paperwork,
  timeZone: 'America/Chicago',
  book: texasBook,
})
