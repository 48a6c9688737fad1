import { hrefOf, type Route, type ViewName } from "./address/route.ts";

/** Places in the order of work: measure, look after it. Hours, comparisons and campaigns go between the two. */
const places = [
  {
    label: "Jobs",
    href: hrefOf("jobs"),
    views: ["home", "jobs", "newJob", "job", "matrix", "cell", "probe"],
  },
  { label: "Watching", href: hrefOf("watching"), views: ["watching", "alarm", "dashboard", "letters"] },
] as const satisfies readonly { label: string; href: string; views: readonly ViewName[] }[];

export const Header = ({ route, onSignOut }: { route: Route; onSignOut(): void }) => (
  <header class="header">
    <div class="header-row">
      <a class="brand" href={hrefOf("home")}>
        <Mark />
        <span>Crisscross</span>
      </a>
      <nav class="places" aria-label="Main">
        {places.map(({ label, href, views }) => (
          <a
            key={label}
            href={href}
            class="place"
            aria-current={(views as readonly ViewName[]).includes(route.view) ? "page" : undefined}
          >
            {label}
          </a>
        ))}
      </nav>
      <span class="header-end">
        <a class="place" href="/docs">
          API
        </a>
        <button type="button" class="place place-button" onClick={onSignOut}>
          Sign out
        </button>
      </span>
    </div>
  </header>
);

export const Mark = () => (
  <svg class="mark" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
    <rect width="32" height="32" rx="8" class="mark-ground" />
    <path d="M9 9l14 14M23 9L9 23" class="mark-lines" />
    <circle cx="9" cy="9" r="3" />
    <circle cx="23" cy="9" r="3" />
    <circle cx="9" cy="23" r="3" />
    <circle cx="23" cy="23" r="3" />
  </svg>
);
