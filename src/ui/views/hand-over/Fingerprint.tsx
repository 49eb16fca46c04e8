/** The digits that both sides see; in groups, as they are read aloud. */
export function Fingerprint({ digits, help }: { digits: string; help: string }) {
  return (
    <div class="fingerprint">
      <p class="section-label">Fingerprint</p>
      <p class="fingerprint-digits">{digits}</p>
      <p class="quiet">{help}</p>
    </div>
  );
}
