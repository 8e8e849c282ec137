import { CONTRACT, definePlugin } from '../contract.ts'
import { michiganBook } from './book.ts'
import { paperwork } from './paperwork.ts'

export default definePlugin({
  kind: 'plan',
  contract: CONTRACT,
  id: 'michigan_personal_auto',
  product: 'personal_auto',
  extends: 'countrywide_personal_auto',
  source: 'plan.rate',
  regulation: 'regulation.rate',
  tables: 'tables',
  paperwork,
  timeZone: 'America/Detroit',
  book: michiganBook,
  offers: { assumes: { 'vehicle.coverages.PIP': { limit: 'unlimited' } } },
})
