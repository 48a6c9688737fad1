import { useCallback, useMemo, useState } from "preact/hooks";
import { useRoute } from "./address/use-route.ts";
import { clientWith, SessionProvider } from "./data/client.ts";
import { dropToken, keepToken, readToken } from "./data/session.ts";
import { Header } from "./header.tsx";
import { SignIn } from "./sign-in.tsx";
import { ViewFrame } from "./view-frame.tsx";

/** The page: who asks, and the view of the address. */
export function Shell() {
  const route = useRoute();
  const [token, setToken] = useState(readToken);
  const [why, setWhy] = useState<string>();
  const signOut = useCallback((reason?: string) => {
    dropToken();
    setToken(undefined);
    setWhy(reason);
  }, []);
  const session = useMemo(
    () => (token === undefined ? undefined : { client: clientWith(token), signOut }),
    [token, signOut],
  );
  const signIn = (given: string) => {
    keepToken(given);
    setWhy(undefined);
    setToken(given);
  };
  if (session === undefined) return <SignIn why={why} onToken={signIn} />;
  return (
    <SessionProvider value={session}>
      <button type="button" class="skip" onClick={skip}>
        Skip to content
      </button>
      <Header route={route} onSignOut={() => signOut()} />
      <main id="main" class="main" tabIndex={-1}>
        <ViewFrame route={route} />
      </main>
    </SessionProvider>
  );
}

/** No link: the fragment is the view's address. */
const skip = (): void => document.getElementById("main")?.focus();
