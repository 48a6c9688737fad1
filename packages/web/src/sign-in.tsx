import { useState } from "preact/hooks";
import { Mark } from "./header.tsx";
import { Notice } from "./parts/notice.tsx";

/** Asks for a token. `why` says what became of the one before. */
export function SignIn({ why, onToken }: { why: string | undefined; onToken(token: string): void }) {
  const [token, setToken] = useState("");
  const submit = (event: Event) => {
    event.preventDefault();
    if (token.trim() !== "") onToken(token.trim());
  };
  return (
    <main class="sign-in">
      <form class="card sign-in-form" onSubmit={submit}>
        <Mark />
        <h1>Crisscross</h1>
        <p class="soft">
          How long, and for how much, one Lambda waits for another: from every region to every region.
        </p>
        {why !== undefined && (
          <Notice tone="bad" title="Sign in again">
            <p>{why}</p>
          </Notice>
        )}
        <label class="field">
          <span class="field-label">Token</span>
          <input
            class="input"
            type="password"
            autocomplete="current-password"
            required
            value={token}
            onInput={({ currentTarget }) => setToken(currentTarget.value)}
          />
        </label>
        <button type="submit" class="button button-main">
          Sign in
        </button>
        <p class="field-hint">
          <code>npx crisscross up</code> prints a link with one. The token stays in this tab, and is forgotten
          with it.
        </p>
      </form>
    </main>
  );
}
