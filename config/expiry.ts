/** How long a price holds that nothing else ends, in days from its rating. */
const expiry: { readonly daysOpen: number } = { daysOpen: 30 }

export default expiry
