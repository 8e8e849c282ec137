import { CONTRACT, definePlugin } from '../contract.ts'
import { paperwork } from './paperwork.ts'

export default definePlugin({
  kind: 'plan',
  contract: CONTRACT,
  id: 'new_york_personal_auto',
  product: 'personal_auto',
  source: 'plan.rate',
  tables: 'tables',
  paperwork,
  timeZone: 'America/New_York',
})
