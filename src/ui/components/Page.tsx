import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useProgram } from '../ProgramProvider.tsx';
import { PAGES, type PageId } from '../pages.ts';
import { Button } from './Button.tsx';

interface PageProps {
  page: PageId;
  children: ComponentChildren;
}

/** A page over the tabs: its title, which takes the focus, and the way back. */
export function Page({ page, children }: PageProps) {
  const { program, backTo } = useProgram();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section class="page" aria-labelledby={`page-${page}`}>
      <div class="row-between">
        <h2 class="title" id={`page-${page}`} tabIndex={-1} ref={title}>
          {PAGES[page].title}
        </h2>
        {page === 'settings' ? (
          <Button onClick={() => program.openPage(null)}>Done</Button>
        ) : (
          <Button onClick={() => program.openPage(backTo)}>Back</Button>
        )}
      </div>
      {children}
    </section>
  );
}
