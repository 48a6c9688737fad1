import { spentUses } from "@crisscross/core/cost/spent-uses";
import type { PriceName } from "@crisscross/core/job/prices";
import { describe, expect, it } from "vitest";
import { blockOf } from "../blocks.ts";
import { deployedMemoryMb as memoryMb } from "../job/memory.ts";
import { callOf, levelOf, receiptOf, recordOf, sampleOf } from "../samples.ts";
