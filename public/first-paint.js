// Runs before the first paint, so that neither the theme nor the frame jumps when the app takes over.
(() => {
  try {
    const root = document.documentElement;
    const theme = localStorage.getItem('latchkey.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    root.dataset.vault = localStorage.getItem('latchkey.vault') ?? 'unknown';
    root.dataset.tab = localStorage.getItem('latchkey.tab') ?? 'look-up';
  } catch {
    // Site data is blocked: the system's theme and the plain frame will do.
  }
})();
