/** Works or waits as told, and answers how long that took in ms. */
let sink = 0;
const burn = (turns: number): void => {
  for (let turn = 0; turn < turns; turn++) sink = (sink * 31 + turn) % 1_000_003;
};

/** The turns of one ms of processor time here. */
function turnsPerMs(): number {
  const turns = 2_000_000;
  burn(turns);
  const before = process.cpuUsage();
  burn(turns);
  const { user, system } = process.cpuUsage(before);
  return turns / ((user + system) / 1_000);
}

const turns = turnsPerMs();
process.on("message", ({ burnMs = 0, waitMs = 0 }: { burnMs?: number; waitMs?: number }) => {
  const startMs = performance.now();
  burn(turns * burnMs);
  const answer = (): void => void process.send?.(performance.now() - startMs);
  if (waitMs > 0) setTimeout(answer, waitMs);
  else answer();
});
process.send?.(turns);
