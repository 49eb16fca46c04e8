/** One thing that was measured, and the bar that it has to clear. */
export interface Row {
  what: string;
  measured: string;
  bar: string;
  met: boolean;
}
