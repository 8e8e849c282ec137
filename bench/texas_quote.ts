const COVERAGES = {
  BI: { limit: '50/100' },
  PD: { limit: 50000 },
  PIP: { limit: 2500 },
  UM: { limit: '30/60' },
  COMP: { deductible: 250 },
  COLL: { deductible: 500 },
}

/** Two drivers, two vehicles, six coverages on each: the quote that the benchmark rates. */
export const TEXAS_QUOTE = {
  policy: {
    effective_on: '2026-05-01',
    term: 6,
    garaging_zip: '78701',
    prior_cover: 'continuous',
    homeowner: true,
    paid_in_full: false,
    paperless: false,
    insurance_score: 700,
    pip_rejected_in_writing: false,
    um_rejected_in_writing: false,
  },
  drivers: [
    {
      name: 'Ada',
      born_on: '1986-02-11',
      licensed_on: '2003-06-01',
      gender: 'female',
      marital_status: 'married',
      good_student: false,
      violations: [{ kind: 'minor', on: '2025-01-31' }],
    },
    {
      name: 'Max',
      born_on: '2006-09-30',
      licensed_on: '2024-01-15',
      gender: 'male',
      marital_status: 'single',
      good_student: true,
      violations: [],
    },
  ],
  vehicles: [
    {
      model_year: 2021,
      symbol: 11,
      annual_miles: 9000,
      use: 'commute',
      antitheft: false,
      principal: 1,
      coverages: COVERAGES,
    },
    {
      model_year: 2016,
      symbol: 9,
      annual_miles: 12000,
      use: 'pleasure',
      antitheft: true,
      principal: 2,
      coverages: COVERAGES,
    },
  ],
} as const
