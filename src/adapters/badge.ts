import browser from 'webextension-polyfill';

/** What the icon in the toolbar says. */
export interface BadgeFace {
  /** A few signs on the icon; '' for none. */
  text: string;
  colour: string;
  /** What is said of the icon, and shown when the mouse rests on it. */
  title: string;
}

/** The icon in the toolbar. The browser forgets what it said when it ends. */
export interface Badge {
  show(face: BadgeFace): Promise<void>;
}

export const browserBadge: Badge = {
  show: async ({ text, colour, title }) => {
    const { action } = browser;
    await Promise.all([
      action.setBadgeText({ text }),
      action.setBadgeBackgroundColor({ color: colour }),
      action.setTitle({ title }),
    ]);
  },
};
