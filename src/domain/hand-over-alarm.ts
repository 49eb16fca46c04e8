/** The alarm that ends a request in time; the time itself is checked at every look. */
export const HAND_OVER_ALARM = 'hand-over';
