import type { OutsideBrowser } from '../adapters/outside-browser.ts';
import type { PageScripts } from '../adapters/page-scripts.ts';
import { laterRequests } from '../rpc/requests/later.ts';
import type { Desk } from '../rpc/router.ts';
import { createAccess } from '../services/access.ts';
import { type AutomaticRenewal, createAutomaticRenewal } from '../services/automatic-renewal.ts';
import { createBackup } from '../services/backup.ts';
import { type Bulk, createBulk } from '../services/bulk.ts';
import { createGuides } from '../services/guides.ts';
import { createHandOver, type HandOver } from '../services/hand-over.ts';
import { createImport } from '../services/import.ts';
import { createMadeTokens } from '../services/made-tokens.ts';
import { createOutsideQuestions } from '../services/outside-questions.ts';
import { createPageCards } from '../services/page-cards.ts';
import { createPageFinder } from '../services/page-finder.ts';
import { createPageLimits } from '../services/page-limits.ts';
import { createPageSites, type PageSites } from '../services/page-sites.ts';
import { createRecent } from '../services/recent.ts';
import { createRecovery } from '../services/recovery.ts';
import { createRenewal } from '../services/renewal.ts';
import { createRenewalAnswers } from '../services/renewal-answers.ts';
import { createRequests } from '../services/requests.ts';
import { createScope } from '../services/scope.ts';
import { createSuggestions } from '../services/suggestions.ts';
import { createTokenSigners } from '../services/token-signers.ts';
import { signer } from '../services/tokens.ts';
import { createUsage } from '../services/usage.ts';
import { createWatches, type Watches } from '../services/watch.ts';
import { createWebhookCheck } from '../services/webhook-check.ts';
import { answerAccess } from './handlers/access.ts';
import { answerActivity } from './handlers/activity.ts';
import { answerBackup } from './handlers/backup.ts';
import { answerBulk } from './handlers/bulk.ts';
import { answerDamage } from './handlers/damage.ts';
import { answerExpiry } from './handlers/expiry.ts';
import { answerGuides } from './handlers/guides.ts';
import { answerHandOver } from './handlers/hand-over.ts';
import { answerImport } from './handlers/import.ts';
import { answerOutsideQuestions } from './handlers/outside-questions.ts';
import { answerPageFinder } from './handlers/page-finder.ts';
import { answerRecent } from './handlers/recent.ts';
import { answerRenewal } from './handlers/renewal.ts';
import { answerRequests } from './handlers/requests.ts';
import { answerScope } from './handlers/scope.ts';
import { answerScreen } from './handlers/screen.ts';
import { answerShortcuts } from './handlers/shortcuts.ts';
import { answerSystemLock } from './handlers/system-lock.ts';
import { answerTokens } from './handlers/tokens.ts';
import { answerUsage } from './handlers/usage.ts';
import { answerWatch } from './handlers/watch.ts';
import { answerWebhooks } from './handlers/webhooks.ts';
import { createOutsideDesk, type OutsideDesk } from './outside-desk.ts';
import { createPageDoor, type PageDoor } from './page-door.ts';
import type { Services, World } from './services.ts';

/** The outside world, with what only the services here reach of it. */
export interface LaterWorld extends World {
  outside: OutsideBrowser;
  pageScripts: PageScripts;
}

/** What the worker fetches when it is first asked for it. */
export interface LaterServices {
  handOver: HandOver;
  watches: Watches;
  automaticRenewal: AutomaticRenewal;
  bulk: Bulk;
  outsideDesk: OutsideDesk;
  pageSites: PageSites;
  pageDoor: PageDoor;
  /** The requests that are seldom asked, and what answers them. */
  desk: Desk;
}

/** Fetches it, once in a worker's life. */
export type FetchLater = () => Promise<LaterServices>;

/** All services: those that are always there, and those that were fetched. */
export type AllServices = Services & ReturnType<typeof buildLater>;

/**
 * What is seldom needed lies in a script of its own: the worker starts many times an hour, and
 * mostly for a look-up.
 */
export function createLaterServices(world: LaterWorld, services: Services): LaterServices {
  const later = buildLater(world, services);
  const all = { ...services, ...later };
  return {
    ...later,
    pageDoor: createPageDoor(all),
    outsideDesk: createOutsideDesk(all),
    desk: { requests: laterRequests, handlers: createLaterHandlers(all) },
  };
}

function buildLater(world: LaterWorld, services: Services) {
  const { stores, clock, random, locks, alarms, timer, permissions, notifications } = world;
  const { pageScripts, outside } = world;
  const { activity, asides, credentials, gateway, ledger, lock, lookup, providers, screen } =
    services;
  const { slots, vault } = services;
  const { transact } = vault;
  const recent = createRecent({ transact, clock, random });
  const isUnlocked = async () => (await lock.current()) !== null;
  const onNoted = () => world.tellPages({ changed: 'state' });
  const pageLimits = createPageLimits({ session: stores.session, clock, locks });
  // No policy presets sites yet.
  const presets = async () => [];
  const sitesNeed = { transact, credentials, permissions, locks, pageScripts, presets };
  const pageSites = createPageSites(sitesNeed);
  return {
    access: createAccess({ asides, vault, activity, ledger, slots, clock, random, locks }),
    backup: createBackup({ vault, activity, clock, random, locks, providers }),
    bulk: createBulk({
      ...{ transact, lock, credentials, gateway, clock, random, locks, alarms, timer, providers },
      onChanged: () => services.tellPages({ changed: 'bulk' }),
    }),
    guides: createGuides(transact),
    handOver: createHandOver({ vault, credentials, activity, clock, random, alarms, providers }),
    imports: createImport({ transact, activity, clock, random, providers }),
    recent,
    openPanelTab: world.openPanelTab,
    outside,
    outsideQuestions: createOutsideQuestions({ ...world, onNoted }),
    pageCards: createPageCards({ lookup, pageSites, pageLimits, isUnlocked }),
    pageFinder: createPageFinder({ pageScripts, pageSites, pageLimits }),
    pageLimits,
    pageSites,
    recovery: createRecovery({ stores, asides, locks, lock, ledger, vault, activity }),
    ...buildRenewal(world, services),
    requests: createRequests({
      ...{ vault, gateway, activity, permissions, signer, clock, random, providers },
    }),
    madeTokens: createMadeTokens({ vault, credentials, activity, clock }),
    scope: createScope({ transact, providers }),
    suggestions: createSuggestions({ recent, screen, isUnlocked }),
    tokenSigners: createTokenSigners({ transact, signer, providers }),
    usage: createUsage({ transact, clock, providers }),
    watches: createWatches({
      ...{ vault, lock, lookup, clock, random, locks, alarms, permissions, notifications, screen },
      onChanged: () => services.tellPages({ changed: 'watch' }),
    }),
    webhookCheck: createWebhookCheck({ vault, credentials, activity, signer, clock }),
  };
}

/** What gets a new key for an old one, asked and unasked. */
function buildRenewal({ clock, locks, alarms, timer, tellPages }: World, services: Services) {
  const { activity, credentials, gateway, lock, previousKeys, providers, vault } = services;
  const onPhase = () => tellPages({ changed: 'renewal' });
  const onTried = () => tellPages({ changed: 'state' });
  const renewal = createRenewal({
    ...{ vault, credentials, previousKeys, gateway, activity, clock, locks, onPhase },
  });
  return {
    renewal,
    renewalAnswers: createRenewalAnswers({ vault, activity }),
    automaticRenewal: createAutomaticRenewal({
      ...{ vault, lock, renewal, clock, timer, alarms, providers, onTried },
    }),
  };
}

/** The answers to the requests that are seldom asked, group by group. */
function createLaterHandlers(services: AllServices) {
  return {
    ...answerAccess(services),
    ...answerActivity(services),
    ...answerBackup(services),
    ...answerBulk(services),
    ...answerDamage(services),
    ...answerExpiry(services),
    ...answerGuides(services),
    ...answerHandOver(services),
    ...answerImport(services),
    ...answerRecent(services),
    ...answerRenewal(services),
    ...answerRequests(services),
    ...answerScope(services),
    ...answerScreen(services),
    ...answerShortcuts(services),
    ...answerSystemLock(services),
    ...answerTokens(services),
    ...answerUsage(services),
    ...answerWatch(services),
    ...answerWebhooks(services),
    ...answerOutsideQuestions(services),
    ...answerPageFinder(services),
  };
}
