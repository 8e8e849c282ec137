import { CONTRACT, definePlugin } from '../contract.ts'

export default definePlugin({
  kind: 'base',
  contract: CONTRACT,
  id: 'countrywide_personal_auto',
  product: 'personal_auto',
  source: 'plan.rate',
  tables: 'tables',
})
