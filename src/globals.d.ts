/** The browser that this build is made for: a constant, so that the other one's code vanishes. */
declare const __BROWSER__: 'chromium' | 'firefox';

/** In a development build the sandbox's key, for the button that fills it in; else `null`. */
declare const __SANDBOX__: {
  label: string;
  fields: Record<string, string>;
} | null;

/** A view's own style sheet: fetched with the view. */
declare module '*.css';
