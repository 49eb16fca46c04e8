import { InspectToken } from './InspectToken.tsx';
import { MakeToken } from './MakeToken.tsx';
import './tokens.css';

/** Tokens that are made here, and tokens that came from somewhere. */
export function TokensView() {
  return (
    <div class="tokens">
      <MakeToken />
      <InspectToken />
    </div>
  );
}
