import { useEffect, useRef, useState } from 'preact/hooks';
import type { Strength, StrengthLevel } from '../strength.ts';

/** Long enough that a word is judged when it is finished, not at each letter. */
const PAUSE = 200;

type Judge = (passphrase: string) => Strength;

/**
 * How hard a passphrase is to guess, as a bar, a word and one hint. It never stands in the way, and
 * is silent until the estimator is there. Its place is kept from the start.
 */
export function Meter({ passphrase }: { passphrase: string }) {
  const strength = useStrength(passphrase);
  const level = strength?.level ?? null;
  const words = strength === null ? '' : wordsFor(strength);
  return (
    <div class="meter">
      {/* Browsers draw a meter each in their own way, and in one colour for light and dark. */}
      <meter
        class="unseen"
        aria-label="Strength"
        aria-valuetext={level === null ? 'Not judged yet' : LEVEL_WORDS[level]}
        max={LEVEL_WORDS.length}
        value={level === null ? 0 : level + 1}
      />
      <div class={level === null ? 'meter-bar' : `meter-bar meter-${level}`} aria-hidden="true">
        {LEVEL_WORDS.map((word) => (
          <span key={word} class="meter-part" />
        ))}
      </div>
      <p class="meter-words" aria-live="polite">
        {level !== null && <strong class={`meter-word-${level}`}>{LEVEL_WORDS[level]}. </strong>}
        {words}
      </p>
    </div>
  );
}

const LEVEL_WORDS = ['Very weak', 'Weak', 'Fair', 'Good', 'Strong'] as const;

const LEVEL_SENTENCES: { [L in StrengthLevel]: string } = {
  0: 'It is among the first things that anybody tries.',
  1: 'A computer that tries words and patterns finds it soon.',
  2: 'A computer that tries for long enough may find it. Add a word or two.',
  3: 'Hard to find. One more word makes it strong.',
  4: 'Very hard to find, for anybody.',
};

/** One hint: what makes it easy says more than how easy it is. */
function wordsFor({ level, weakness }: Strength): string {
  const hint = weakness === null ? undefined : HINTS[weakness];
  return level > 1 || hint === undefined
    ? LEVEL_SENTENCES[level]
    : `${LEVEL_SENTENCES[level]} ${hint}`;
}

/** By zxcvbn's names of what it found. */
const HINTS: Readonly<Record<string, string | undefined>> = {
  straightRow: 'A row of keys is tried first.',
  keyPattern: 'Patterns of the keyboard are tried first.',
  simpleRepeat: 'Repeated characters add next to nothing.',
  extendedRepeat: 'Repeating it adds next to nothing.',
  sequences: 'Sequences like “abc” add next to nothing.',
  recentYears: 'Years are tried first.',
  dates: 'Dates are tried first.',
  topTen: 'It is one of the best-known passwords.',
  topHundred: 'It is a well-known password.',
  common: 'It is a well-known password.',
  similarToCommon: 'It is close to a well-known password.',
  wordByItself: 'One word is never enough.',
  namesByThemselves: 'A name is never enough.',
  commonNames: 'Names are tried first.',
  userInputs: 'It says what it is for.',
};

/** The strength of what is typed, a moment after the last letter; `null` until it is known. */
function useStrength(passphrase: string): Strength | null {
  const judge = useRef<Judge | null>(null);
  const [ready, setReady] = useState(false);
  const [strength, setStrength] = useState<Strength | null>(null);
  useEffect(() => {
    void loadJudge().then((loaded) => {
      judge.current = loaded;
      setReady(loaded !== null);
    });
    return () => {
      judge.current = null;
    };
  }, []);
  useEffect(() => {
    if (passphrase === '') return setStrength(null);
    const timer = setTimeout(() => setStrength(judge.current?.(passphrase) ?? null), PAUSE);
    return () => clearTimeout(timer);
  }, [passphrase, ready]);
  return strength;
}

/** The lists are large, so they are fetched where a passphrase is chosen and nowhere else. */
async function loadJudge(): Promise<Judge | null> {
  try {
    const { createEstimator, judge } = await import('../strength.ts');
    const estimator = createEstimator();
    return (passphrase) => judge(estimator, passphrase);
  } catch {
    // A passphrase can be chosen without it.
    return null;
  }
}
