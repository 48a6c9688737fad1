import type { ComponentChildren } from "preact";
import type { Trouble } from "../data/trouble.ts";

interface NoticeProps {
  tone: "info" | "warn" | "bad";
  title: string;
  children?: ComponentChildren;
}

/** Something the reader has to know, where it matters. */
export const Notice = ({ tone, title, children }: NoticeProps) => (
  <div class={`notice notice-${tone}`} role={tone === "bad" ? "alert" : "status"}>
    <p class="notice-title">{title}</p>
    {children}
  </div>
);

/** What keeps a view from being up to date. That nothing answers is said over it, so that what is known stays where it is. */
export const TroubleNotice = ({ trouble, retry }: { trouble: Trouble | undefined; retry?: () => void }) => {
  if (trouble === undefined) return null;
  const isAway = trouble.kind === "offline";
  return (
    <div class={isAway ? "away" : ""}>
      <Notice
        tone={isAway ? "warn" : "bad"}
        title={isAway ? "No answer from the API" : "The API refused this"}
      >
        <p>{trouble.says}</p>
        {retry && (
          <p>
            <button type="button" class="button button-small" onClick={retry}>
              Try again now
            </button>
          </p>
        )}
      </Notice>
    </div>
  );
};
