import { CONTRACT, definePlugin } from '../contract.ts'
import { pennsylvaniaBook } from './book.ts'
import { paperwork } from './paperwork.ts'

export default definePlugin({
  kind: 'plan',
  contract: CONTRACT,
  id: 'pennsylvania_personal_auto',
  product: 'personal_auto',
  extends: 'countrywide_personal_auto',
  source: 'plan.rate',
  regulation: 'regulation.rate',
  tables: 'tables',
  paperwork,
  timeZone: 'America/New_York',
  book: pennsylvaniaBook,
  offers: {
    levers: [
      { field: 'policy.tort', to: 'limited', title: 'Choose the limited tort option' },
      { field: 'policy.um_stacked', to: false, title: 'Do without stacked uninsured limits' },
      { field: 'policy.uim_stacked', to: false, title: 'Do without stacked underinsured limits' },
    ],
    termsOf: ['UIM'],
  },
})
