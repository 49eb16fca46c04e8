/**
 * The card's looks. Words are drawn by `content: attr()`: a page can find and select plain text,
 * even in a closed shadow root (`window.find`), and read so what stands there; generated text it cannot.
 * Its size is always the same, for a page can measure it. `!important` in here beats the page's own.
 */
export const CARD_STYLE = `
:host {
  all: initial !important;
  position: fixed !important;
  inset: auto !important;
  left: var(--x) !important;
  top: var(--y) !important;
  width: 320px !important;
  height: 292px !important;
  contain: strict !important;
  margin: 0 !important;
  padding: 0 !important;
  border: 0 !important;
  overflow: hidden !important;
  background: transparent !important;
  color-scheme: light dark !important;
  display: block !important;
  z-index: 2147483647 !important;
}
* { box-sizing: border-box; margin: 0; }
[data-words]::before { content: attr(data-words); white-space: pre-line; }
.card {
  height: 100%;
  display: flex;
  flex-direction: column;
  gap: 8px;
  padding: 12px;
  border: 1px solid light-dark(#858d9a, #717a88);
  border-radius: 10px;
  background: light-dark(#ffffff, #1b1e23);
  color: light-dark(#16191e, #e9ebee);
  font: 14px/20px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  user-select: none;
  -webkit-user-select: none;
}
.head { display: flex; gap: 8px; align-items: start; }
.title { flex: 1; font-weight: 600; font-size: 16px; overflow-wrap: anywhere; max-height: 40px; overflow: hidden; }
.key { color: light-dark(#5b6370, #a3abb8); font-variant-numeric: tabular-nums; }
.body { flex: 1; min-height: 0; overflow: auto; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 12px; }
dt { color: light-dark(#5b6370, #a3abb8); }
dd { font-variant-numeric: tabular-nums; }
.actions { display: flex; gap: 8px; flex-wrap: wrap; }
button {
  min-height: 28px;
  padding: 2px 10px;
  border: 1px solid light-dark(#858d9a, #717a88);
  border-radius: 6px;
  background: transparent;
  color: inherit;
  font: inherit;
  cursor: pointer;
}
button.primary { background: light-dark(#3a55c9, #4a64d8); border-color: transparent; color: #ffffff; }
button.close { border-color: transparent; min-width: 28px; padding: 2px; }
button:focus-visible { outline: 2px solid light-dark(#3a55c9, #9db1ff); outline-offset: 1px; }
button:hover { background: light-dark(#f2f3f5, #22262c); }
button.primary:hover { background: light-dark(#2f47b0, #415ac8); }
`;
