import { AppError } from "@crisscross/core/edge/error";
import { isoOf } from "@crisscross/core/edge/instant";
import type { EpochMs } from "@crisscross/core/edge/time";

/** A job whose data are still to be deleted. */
export interface Purge {
  id: string;
  purgedAtMs: EpochMs;
}

/** Jobs that are taken away, and their data. */
export interface PurgeStore {
  /** Takes a job away for all who read: from now on it is `gone`, in no list, and blocks of it are dropped. */
  putPurge(id: string, atMs: EpochMs): Promise<void>;
  /** Jobs whose data are not known to be deleted. */
  purges(): AsyncIterable<Purge>;
  /**
   * Deletes a purged job's data, as far as there is time; true when none was left. What says which shards there are stays until
   * `isLast`: writers that were under way when the job was purged do not write it again.
   */
  deleteData(purge: Purge, isLast: boolean, hasTime: () => boolean): Promise<boolean>;
  closePurge(id: string): Promise<void>;
}

export const goneError = (id: string, purgedAtMs: EpochMs): AppError =>
  new AppError("gone", `job ${id} was purged at ${isoOf(purgedAtMs)}; submit another one`);
