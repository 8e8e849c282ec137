import type { EntityFacts, Facts } from '#rules/index'
import { carries, type Paperwork } from '../contract.ts'

/** What Pennsylvania wants the insured to be told. Form numbers are illustrative; the law is real. */
export const paperwork: Paperwork = {
  forms: [
    { number: 'RW PA 00 01 03 26', title: 'Pennsylvania personal auto policy' },
    { number: 'RW PA 01 10 03 26', title: 'First party benefits coverage' },
    {
      number: 'RW PA 01 20 03 26',
      title: 'Uninsured motorists coverage',
      applies: (worksheet) => carries(worksheet, 'UM'),
    },
    {
      number: 'RW PA 01 21 03 26',
      title: 'Underinsured motorists coverage',
      applies: (worksheet) => carries(worksheet, 'UIM'),
    },
  ],
  leastCover: {
    title: 'Invoice: the coverages that the law requires',
    text: 'The laws of the Commonwealth of Pennsylvania, as enacted by the General Assembly, only require that you purchase liability and first-party medical benefit coverages. Any additional coverages or coverages in excess of the limits required by law are provided only at your request as enhancements to basic coverages.',
    citation: '75 Pa.C.S. 1791.1(a)',
    coverages: { BI: { limit: '15/30' }, PD: { limit: 5000 }, PIP: { limit: 5000 } },
  },
  notices: [
    {
      title: 'Benefits that must be offered to you',
      text: `Your insurance company is required by law to make available for purchase the following benefits for you, your spouse or other relatives or minors in your custody or in the custody of your relatives, residing in your household, occupants of your motor vehicle or persons struck by your motor vehicle: medical benefits, up to at least $100,000; extraordinary medical benefits, from $100,000 to $1,100,000; income loss benefits, up to at least $2,500 per month up to a maximum benefit of at least $50,000; accidental death benefits, up to at least $25,000; funeral benefits, $2,500; uninsured, underinsured and bodily injury liability coverage up to at least $100,000 because of injury to one person and $300,000 because of injury to two or more persons in any one accident; and at least $5,000 for damage to property of others in any one accident.

If you have any questions or you do not understand all of the various options available to you, contact your agent or company.`,
      citation: '75 Pa.C.S. 1791',
    },
    {
      title: 'Surcharge',
      text: `Accidents and violations of the last years add {amount} to what you pay for this term. By our plan of surcharges each counts points by its kind and age, and points raise the premium of liability, first-party benefits, motorists and collision coverage.

Nothing is charged for an accident without your fault, for one of which others refunded 60 percent or more, nor where those of three years together cost less than the cap.`,
      citation: '75 Pa.C.S. 1793, 1799.3',
      without: (facts) => ({ ...facts, drivers: withoutViolations(facts['drivers']) }),
    },
    {
      title: 'Fraud',
      text: 'Any person who knowingly and with intent to injure or defraud any insurer files an application or claim containing any false, incomplete or misleading information shall, upon conviction, be subject to imprisonment for up to seven years and payment of a fine of up to $15,000.',
      citation: '18 Pa.C.S. 4117(k)',
    },
  ],
}

function withoutViolations(drivers: Facts[string] | undefined): readonly EntityFacts[] {
  // A risk that was rated has a list of drivers.
  const list = (drivers ?? []) as readonly EntityFacts[]
  return list.map((driver) => ({ ...driver, violations: [] }))
}
