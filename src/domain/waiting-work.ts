/**
 * Work that goes on when the worker starts and when an alarm rings: the kinds of its records, and its
 * alarms. Apart from its shapes, which the worker seldom needs.
 */
export const WATCH = 'watch';
export const WATCH_ALARM = 'watch';
export const BULK = 'bulk';
export const BULK_ALARM = 'bulk';
