import { readFileSync } from 'node:fs';
import process from 'node:process';

/** What this machine did meanwhile, in cores on average. */
export interface MachineUse {
  ours: number;
  /** All others, what the host took from a virtual machine included; 0 where nothing tells. */
  others: number;
}

/** A second of the counters in /proc/stat. */
const TICKS = 100;

/** Watches how many cores others use beside a measurement. Linux; elsewhere `others` is 0. */
export function watchMachine(): { stop(childrenSeconds?: number): MachineUse } {
  const [started, own, busy] = [performance.now(), process.cpuUsage(), busySeconds()];
  return {
    stop(childrenSeconds = 0) {
      const seconds = (performance.now() - started) / 1_000;
      const { user, system } = process.cpuUsage(own);
      const used = (user + system) / 1e6 + childrenSeconds;
      const round = (cores: number): number => Math.max(0, Math.round(cores * 100) / 100);
      return { ours: round(used / seconds), others: round((busySeconds() - busy - used) / seconds) };
    },
  };
}

/** Seconds that all cores were busy (proc_stat(5)): all but idle and waiting for disks; guests count as users already. */
function busySeconds(): number {
  try {
    const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
    const ticks = line.split(/\s+/).slice(1, 9).map(Number);
    return ticks.reduce((sum, count, place) => sum + (place === 3 || place === 4 ? 0 : count), 0) / TICKS;
  } catch {
    return 0;
  }
}
