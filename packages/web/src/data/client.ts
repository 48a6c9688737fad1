import { type Client, createClient } from "@crisscross/client/client";
import { createContext } from "preact";
import { useContext } from "preact/hooks";

interface Session {
  readonly client: Client;
  /** Asks for another token; `why` is said above the form. */
  signOut(why?: string): void;
}

/** The client of the API that served the page. One try more, soon: what goes on failing is told, and polled again. */
export const clientWith = (token: string): Client =>
  createClient({ url: location.origin, token, pausesMs: [400] });

const Context = createContext<Session | undefined>(undefined);
export const SessionProvider = Context.Provider;

/** The session around a component. Throws outside of one. */
export function useSession(): Session {
  const session = useContext(Context);
  if (session === undefined) throw new Error("this component stands outside of a session");
  return session;
}
