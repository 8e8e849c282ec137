import { CONTRACT, definePlugin } from '../contract.ts'
import { floridaBook } from './book.ts'
import { paperwork } from './paperwork.ts'

export default definePlugin({
  kind: 'plan',
  contract: CONTRACT,
  id: 'florida_personal_auto',
  product: 'personal_auto',
  extends: 'countrywide_personal_auto',
  source: 'plan.rate',
  regulation: 'regulation.rate',
  tables: 'tables',
  paperwork,
  timeZone: 'America/New_York',
  book: floridaBook,
  offers: {
    levers: [
      { field: 'policy.pip_deductible', to: 1000, title: 'Bear the first $1,000 of injuries' },
    ],
  },
})
