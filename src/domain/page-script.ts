/** Scripts that are put into pages, by their places in the build. */
export const SELECTION_SCRIPT = 'page-selection.js';
export const HELPER_SCRIPT = 'page-finder.js';
