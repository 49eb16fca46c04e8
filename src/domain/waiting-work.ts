/**
 * Work that may go on when the worker starts and when an alarm rings, by the kind of its records, which is
 * also the name of its alarm. Apart from its shapes, which the worker seldom needs.
 */
export const WATCH = 'watch';
export const BULK = 'bulk';
/** Also the id of its one record, which is there as soon as somebody chose when to renew. */
export const AUTOMATIC = 'automatic-renewal';
export const WAITING_WORK: readonly string[] = [WATCH, BULK, AUTOMATIC];
