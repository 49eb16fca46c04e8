import { Puppeteer } from 'puppeteer-core';

/**
 * Finds elements as assistive technology announces them, in both browsers alike: Firefox's own
 * accessibility query takes a quarter of a second and ends the browser when it is asked about a
 * popup. A selector is a role, perhaps with `|` and a name, and perhaps within others:
 * `article|Weekly >> button|Renew`. With `~` a part of its text will do. What nobody sees is not found; neither is a button or field
 * that is busy or disabled, because it cannot be pressed yet.
 *
 * Runs in the page. All code is in methods: a named function would be wrapped by what tsx compiles,
 * in a call that the page does not know.
 */
function findAll(root: Node, selector: string): Element[] {
  const finder = {
    roles: {
      alert: '[role=alert]',
      article: 'article',
      button: 'button:not([role]), summary',
      code: 'code',
      combobox: 'select',
      definition: 'dd',
      form: 'form',
      group: '[role=group]',
      field: 'input:not([type=search]), textarea',
      heading: 'h1, h2, h3, h4',
      image: '[role=img]',
      link: 'a[href]',
      list: 'ul, ol',
      meter: 'meter',
      region: 'section',
      row: 'tbody > tr',
      searchbox: 'input[type=search]',
      status: '[role=status]',
      tab: '[role=tab]',
      table: 'table',
      term: 'dt',
    } as Record<string, string>,

    /** One step of the selector after the other. */
    find(): Element[] {
      let within: ParentNode[] = [root as unknown as ParentNode];
      for (const step of selector.split(' >> ')) {
        within = within.flatMap((parent) => this.step(parent, step));
      }
      return within.filter((found) => found instanceof Element);
    },

    step(parent: ParentNode, step: string): Element[] {
      const [role = '', name] = step.split(/[|~]/);
      const partly = step.includes('~');
      const elements = this.roles[role];
      if (elements === undefined) throw new Error(`named.ts does not know the role "${role}"`);
      return [...parent.querySelectorAll(elements)].filter(
        (element) =>
          element.checkVisibility({ visibilityProperty: true }) &&
          element.getAttribute('aria-disabled') !== 'true' &&
          !element.matches(':disabled') &&
          (name === undefined ||
            (partly ? element.textContent?.includes(name) : this.nameOf(element) === name)),
      );
    },

    nameOf(element: Element): string {
      const labelled = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
      const text =
        labelled.map((id) => document.getElementById(id)?.textContent).join(' ') ||
        element.getAttribute('aria-label') ||
        this.nativeName(element);
      return (text ?? '').replace(/\s+/g, ' ').trim();
    },

    nativeName(element: Element): string | null {
      if (element instanceof HTMLTableElement) return element.caption?.textContent ?? null;
      if (element.matches('input, select, textarea')) {
        return (element as HTMLInputElement).labels?.[0]?.textContent ?? null;
      }
      return element.matches('article, section, form, ul, ol') ? null : element.textContent;
    },
  };
  return finder.find();
}

/** Lets selectors begin with `named/`. Once for each process. */
if (!Puppeteer.customQueryHandlerNames().includes('named')) {
  Puppeteer.registerCustomQueryHandler('named', { queryAll: findAll });
}

/** The selector for an element of that role and name, within others where they are given. */
export function named(...steps: readonly string[]): string {
  return `named/${steps.join(' >> ')}`;
}
