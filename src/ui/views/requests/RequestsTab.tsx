import { RequestsDesk } from './RequestsDesk.tsx';

/** Requests as any key. */
export function RequestsTab() {
  return (
    <section class="requests-tab" aria-labelledby="requests-title">
      <h2 class="section-title" id="requests-title">
        Requests
      </h2>
      <RequestsDesk about={null} />
    </section>
  );
}
