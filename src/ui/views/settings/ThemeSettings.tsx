import { useState } from 'preact/hooks';
import { SelectField } from '../../components/SelectField.tsx';
import { chooseTheme, readTheme, THEMES, type Theme } from '../../preferences.ts';

const THEME_WORDS: { [T in Theme]: string } = { system: 'System', light: 'Light', dark: 'Dark' };

/** Light, dark, or as the system is. */
export function ThemeSettings() {
  const [theme, setTheme] = useState(readTheme);
  return (
    <SelectField
      label="Theme"
      value={theme}
      options={THEMES.map((each) => ({ value: each, label: THEME_WORDS[each] }))}
      onChange={(value) => {
        const chosen = THEMES.find((each) => each === value) ?? 'system';
        chooseTheme(chosen);
        setTheme(chosen);
      }}
    />
  );
}
