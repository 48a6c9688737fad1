import type { Member } from "./member.ts";

interface FleetOptions {
  start: () => Member;
  idleMs: number;
  onEnd: (member: Member) => void;
}

/**
 * The execution environments of one function: reused last in, first out, and ended after `idleMs` unused. One that was started for a
 * tenant is reused for that tenant only.
 */
export class Fleet {
  readonly members = new Set<Member>();
  private readonly options: FleetOptions;
  private readonly tenants = new WeakMap<Member, string>();
  private retired = false;
  private readonly idle: { member: Member; expiry: NodeJS.Timeout }[] = [];

  constructor(options: FleetOptions) {
    this.options = options;
  }

  hasIdle(tenantId: string): boolean {
    return this.idle.some(({ member }) => this.tenants.get(member) === tenantId);
  }

  /** An idle environment, of the tenant where there is one, if there is any. */
  takeIdle(tenantId?: string): Member | undefined {
    for (;;) {
      const at = this.idle.findLastIndex(({ member }) => this.tenants.get(member) === tenantId);
      const [free] = at < 0 ? [] : this.idle.splice(at, 1);
      if (free === undefined) return undefined;
      clearTimeout(free.expiry);
      if (isFree(free.member)) return free.member;
    }
  }

  /** Starts a new environment. */
  launch(tenantId?: string): Member {
    const member = this.options.start();
    this.members.add(member);
    if (tenantId !== undefined) this.tenants.set(member, tenantId);
    void member.environment.ended.then(() => {
      this.members.delete(member);
      this.options.onEnd(member);
    });
    return member;
  }

  giveBack(member: Member): void {
    if (!isFree(member)) return;
    if (this.retired) {
      member.environment.kill();
      return;
    }
    const expiry = setTimeout(() => this.end(member), this.options.idleMs).unref();
    this.idle.push({ member, expiry });
  }

  /** Ends an environment if it is idle. */
  end(member: Member): void {
    const index = this.idle.findIndex((entry) => entry.member === member);
    if (index < 0) return;
    for (const { expiry } of this.idle.splice(index, 1)) clearTimeout(expiry);
    member.environment.kill();
  }

  /** Ends idle environments now and busy ones after their invocation. */
  retire(): void {
    this.retired = true;
    for (const { member } of [...this.idle]) this.end(member);
  }
}

const isFree = ({ environment: { state } }: Member): boolean => state === "idle" || state === "reset";
