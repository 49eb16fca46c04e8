import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { TabList } from '../components/TabList.tsx';
import { useProgram } from '../ProgramProvider.tsx';
import { PAGES } from '../pages.ts';
import { isFocusLost } from '../use-focus.ts';
import { PAGE_VIEWS } from './page-table.ts';
import { TABS, type Tab } from './tab-table.ts';

/** What an unlocked Latchkey shows: tabs, or a page over them. */
export function Workplace() {
  const { program, tab, page } = useProgram();
  const { place } = program.world;
  const tabs = TABS.filter(({ places }) => places.includes(place));
  const selected = tabs.find(({ id }) => id === tab) ?? TABS[0];
  const open = page !== null && (place === 'panel' || PAGES[page].inPopup) ? page : null;
  const View = open && PAGE_VIEWS[open];
  useLayoutEffect(() => {
    const opener = document.activeElement;
    if (open === null || !(opener instanceof HTMLElement)) return;
    return () => {
      // Its buttons went with the page: back to what opened it, or to the tabs.
      if (isFocusLost()) opener.focus();
      if (isFocusLost()) document.getElementById(`tab-${selected.id}`)?.focus();
    };
  }, [open === null]);
  return (
    <>
      {View && <View key={open} />}
      <div class="workplace" hidden={open !== null}>
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
