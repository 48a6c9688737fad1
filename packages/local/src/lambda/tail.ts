/** Collects lines but remembers little more than the last `limitBytes` of them. */
export class Tail {
  private readonly limitBytes: number;
  private lines: Buffer[] = [];
  private heldBytes = 0;

  constructor(limitBytes: number) {
    this.limitBytes = limitBytes;
  }

  push(line: string): void {
    const bytes = Buffer.from(`${line}\n`);
    this.lines.push(bytes);
    this.heldBytes += bytes.length;
    for (let first = this.lines[0]; first && this.heldBytes - first.length >= this.limitBytes; ) {
      this.lines.shift();
      this.heldBytes -= first.length;
      first = this.lines[0];
    }
  }

  /** The last `limitBytes` bytes, as LogResult carries them. */
  toBase64(): string {
    return Buffer.concat(this.lines).subarray(-this.limitBytes).toString("base64");
  }
}
