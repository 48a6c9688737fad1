import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ViewName } from "./address/route.ts";
import { Loading } from "./parts/loading.tsx";
import { Notice } from "./parts/notice.tsx";
import type { ViewProps } from "./parts/view-props.ts";
import { views, viewTitles } from "./views.ts";

interface Loaded {
  readonly view: ViewName;
  readonly View?: ComponentType<ViewProps>;
  readonly isMissing?: true;
}

/** Shows the view of an address once its module is there. Another view begins at its top, where focus goes too. */
export function ViewFrame({ route }: ViewProps) {
  const [loaded, setLoaded] = useState<Loaded>();
  const { view } = route;
  useEffect(() => {
    let isCurrent = true;
    const show = (one: Loaded) => {
      if (isCurrent) setLoaded(one);
    };
    views[view]().then(
      ({ default: View }) => show({ view, View }),
      () => show({ view, isMissing: true }),
    );
    return () => {
      isCurrent = false;
    };
  }, [view]);
  useEffect(() => {
    document.title = view === "home" ? viewTitles.home : `${viewTitles[view]} · ${viewTitles.home}`;
  }, [view]);
  const place = `${view} ${Object.values(route.params).join(" ")}`;
  const first = useRef(place);
  useEffect(() => {
    // The first view is where the browser begins by itself: Tab then leads through the page's head.
    if (first.current === place) return;
    first.current = "";
    scrollTo(0, 0);
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [place]);
  if (loaded?.isMissing)
    return (
      <Notice tone="warn" title="This part of the page could not be loaded">
        <p>The API may be away, or have been deployed anew. Load the page again.</p>
      </Notice>
    );
  if (loaded?.View === undefined || loaded.view !== view) return <Loading what="the view" lines={6} />;
  return <loaded.View key={place} route={route} />;
}
