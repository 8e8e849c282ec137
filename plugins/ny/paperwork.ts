import { carries, type Paperwork } from '../contract.ts'

/** What New York wants the insured to be told. Form numbers are illustrative; the law is real. */
export const paperwork: Paperwork = {
  forms: [
    { number: 'RW NY 00 01 03 26', title: 'New York personal auto policy' },
    { number: 'RW NY 01 10 03 26', title: 'Mandatory personal injury protection endorsement' },
    {
      number: 'RW NY 01 20 03 26',
      title: 'Supplementary uninsured and underinsured motorists endorsement',
      applies: (worksheet) => carries(worksheet, 'UM'),
    },
  ],
  premiumChange: {
    title: 'Why your premium changed',
    citation: 'N.Y. Ins. Law 2356',
    abovePercent: 10,
  },
  notices: [
    {
      title: 'Limits for death',
      text: 'Where a person dies of the injury, your bodily injury liability coverage pays at least $50,000 for one person and $100,000 for each accident, also where the limits that you chose are lower.',
      citation: 'N.Y. Veh. & Traf. Law 311',
    },
    {
      title: 'Fraud',
      text: 'Any person who knowingly makes or knowingly assists, abets, solicits or conspires with another to make a false report of the theft, destruction, damage or conversion of any motor vehicle to a law enforcement agency, the department of motor vehicles or an insurance company, commits a fraudulent insurance act, which is a crime, and shall also be subject to a civil penalty not to exceed five thousand dollars and the value of the subject motor vehicle or stated claim for each violation.',
      citation: '11 NYCRR 86.4',
    },
    {
      title: 'Supplementary motorists coverage',
      text: 'You may buy supplementary uninsured and underinsured motorists coverage up to the limits of your bodily injury liability coverage, at an additional premium.',
      citation: 'N.Y. Ins. Law 3420(f)',
    },
  ],
}
