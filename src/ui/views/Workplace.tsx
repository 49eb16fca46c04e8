import { useEffect, useState } from 'preact/hooks';
import { TabList } from '../components/TabList.tsx';
import { lazily } from '../lazily.tsx';
import { useProgram } from '../ProgramProvider.tsx';
import { TABS, type Tab } from './tab-table.ts';

const SettingsView = lazily(() => import('./SettingsView.tsx').then((each) => each.SettingsView));

/** What an unlocked Latchkey shows: tabs, or the settings over them. */
export function Workplace() {
  const { program, tab, view } = useProgram();
  const { place } = program.world;
  const tabs = TABS.filter(({ places }) => places.includes(place));
  const selected = tabs.find(({ id }) => id === tab) ?? TABS[0];
  const settings = view === 'settings';
  return (
    <>
      {settings && <SettingsView />}
      <div class="workplace" hidden={settings}>
        <TabList
          name="Latchkey"
          tabs={tabs}
          selected={selected.id}
          onSelect={(id) => program.openTab(id)}
        />
        {tabs.map((each) => (
          <TabPanel key={each.id} tab={each} selected={each === selected} />
        ))}
      </div>
    </>
  );
}

/** A tab's content: made when it is first seen, kept while another one is. */
function TabPanel({ tab, selected }: { tab: Tab; selected: boolean }) {
  const [seen, setSeen] = useState(selected);
  useEffect(() => {
    if (selected) setSeen(true);
  }, [selected]);
  const { View } = tab;
  return (
    <div
      role="tabpanel"
      class="tab-panel"
      id={`panel-${tab.id}`}
      aria-labelledby={`tab-${tab.id}`}
      hidden={!selected}
    >
      {(seen || selected) && <View />}
    </div>
  );
}
