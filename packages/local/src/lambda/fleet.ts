import type { Member } from "./member.ts";

interface FleetOptions {
  start: () => Member;
  idleMs: number;
  onEnd: (member: Member) => void;
}

/** The execution environments of one function: reused last in, first out, and ended after `idleMs` unused. */
export class Fleet {
  readonly members = new Set<Member>();
  private readonly options: FleetOptions;
  private retired = false;
  private readonly idle: { member: Member; expiry: NodeJS.Timeout }[] = [];

  constructor(options: FleetOptions) {
    this.options = options;
  }

  /** An idle environment, if there is one. */
  takeIdle(): Member | undefined {
    for (let free = this.idle.pop(); free; free = this.idle.pop()) {
      clearTimeout(free.expiry);
      if (isFree(free.member)) return free.member;
    }
    return undefined;
  }

  /** Starts a new environment. */
  launch(): Member {
    const member = this.options.start();
    this.members.add(member);
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
