import { CONTRACT, definePlugin } from '../contract.ts'

export default definePlugin({
  kind: 'plan',
  contract: CONTRACT,
  id: 'michigan_personal_auto',
  product: 'personal_auto',
  source: 'plan.rate',
  tables: 'tables',
  timeZone: 'America/Detroit',
  offers: { assumes: { 'vehicle.coverages.PIP': { limit: 'unlimited' } } },
})
