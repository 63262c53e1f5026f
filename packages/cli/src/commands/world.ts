import { Command } from 'commander';
import { prepareCommand } from '../faults/prepare.ts';
import { reaching } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';
import { exportCommand, importCommand } from '../world/carry.ts';
import { deleteCommand, forkCommand, resetCommand } from '../world/change.ts';
import { listCommand } from '../world/list.ts';
import { repairCommand } from '../world/repair.ts';
import { snapshotCommand } from '../world/snapshot.ts';

/** `marketsim world` with its sub-commands. */
export const worldCommand = (terminal: Terminal): Command =>
  reaching(new Command('world'))
    .description('List the worlds of a simulator, bring them back, carry them, repair them.')
    .addCommand(listCommand(terminal))
    .addCommand(exportCommand(terminal))
    .addCommand(importCommand(terminal))
    .addCommand(resetCommand(terminal))
    .addCommand(deleteCommand(terminal))
    .addCommand(forkCommand(terminal))
    .addCommand(prepareCommand(terminal))
    .addCommand(snapshotCommand(terminal))
    .addCommand(repairCommand(terminal));
