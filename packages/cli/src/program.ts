import { didYouMean } from '@marketsim/http';
import { Command, CommanderError } from 'commander';
import { clockCommand } from './commands/clock.ts';
import { demoCommand } from './commands/demo.ts';
import { explainCommand } from './commands/explain.ts';
import { faultCommand } from './commands/fault.ts';
import { invoicesCommand } from './commands/invoices.ts';
import { ledgerCommand } from './commands/ledger.ts';
import { logsCommand } from './commands/logs.ts';
import { runCommand } from './commands/run.ts';
import { startCommand } from './commands/start.ts';
import { waitCommand } from './commands/wait.ts';
import { webhooksCommand } from './commands/webhooks.ts';
import { worldCommand } from './commands/world.ts';
import type { Terminal } from './terminal.ts';
import { reasonOf } from './text/reason.ts';
import { version } from './version.ts';

/** The `marketsim` command with its sub-commands. */
export const program = (terminal: Terminal): Command =>
  new Command('marketsim')
    .description('A local simulator of the Microsoft commercial marketplace.')
    .version(version, '--version', 'tell which version this is')
    .addCommand(startCommand(terminal))
    .addCommand(waitCommand(terminal))
    .addCommand(clockCommand(terminal))
    .addCommand(webhooksCommand(terminal))
    .addCommand(faultCommand(terminal))
    .addCommand(logsCommand(terminal))
    .addCommand(invoicesCommand(terminal))
    .addCommand(ledgerCommand(terminal))
    .addCommand(explainCommand(terminal))
    .addCommand(worldCommand(terminal))
    .addCommand(runCommand(terminal))
    .addCommand(demoCommand(terminal));

/** Commands that do something by themselves would take a misspelt sub-command for an argument too many. */
function tellUnknown(command: Command): void {
  if (!command.parent || command.commands.length === 0 || command.registeredArguments.length > 0) return;
  command.allowExcessArguments().hook('preAction', (_, acting) => {
    const [unknown] = acting.args;
    if (acting !== command || unknown === undefined) return;
    const names = command.commands.map((sub) => sub.name());
    const meant = didYouMean(unknown, names) || `; there is ${names.join(', ')}`;
    command.error(`error: unknown command '${unknown}'${meant}`, { code: 'commander.unknownCommand' });
  });
}

/** Makes a command and those below it write to the terminal, and return instead of ending the process. */
function settle(command: Command, { out, err }: Pick<Terminal, 'out' | 'err'>): void {
  tellUnknown(command);
  command
    .exitOverride()
    .showHelpAfterError('(--help tells what there is)')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => out(text.trimEnd()),
      writeErr: (text) => err(text.trimEnd()),
    });
  for (const sub of command.commands) settle(sub, { out, err });
}

/** Runs the command line `args`; resolves to the exit code when the command has ended, or serves from now on. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const command = program(terminal);
  settle(command, terminal);
  try {
    await command.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    // What is wrong with the command line has been told already.
    if (error instanceof CommanderError) return error.exitCode;
    terminal.err(`marketsim: ${reasonOf(error)}`);
    return 1;
  }
}
