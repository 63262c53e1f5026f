import { Command } from 'commander';
import { advanceCommand } from '../clock/advance.ts';
import { cancelCommand } from '../clock/cancel.ts';
import { followCommand } from '../clock/follow.ts';
import { freezeCommand, liveCommand } from '../clock/mode.ts';
import { showClock } from '../clock/show.ts';
import { remote } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';

/** `marketsim clock` with its sub-commands. */
export const clockCommand = (terminal: Terminal): Command =>
  remote(new Command('clock'))
    .description('Show the clock of a world of a running simulator, or move it.')
    .action(showClock(terminal))
    .addCommand(advanceCommand(terminal))
    .addCommand(cancelCommand(terminal))
    .addCommand(freezeCommand(terminal))
    .addCommand(liveCommand(terminal))
    .addCommand(followCommand(terminal));
