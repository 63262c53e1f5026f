import { Command } from 'commander';
import { type Subject, showExplanation } from '../explain/show.ts';
import { remote } from '../options/remote.ts';
import type { Terminal } from '../terminal.ts';

const descriptions: readonly (readonly [Subject, description: string, id: string])[] = [
  ['subscription', 'Why a subscription is in its state, and what comes next.', 'id of the subscription'],
  ['line', 'Why a line of the ledger has its amount.', 'id of the line'],
  ['invoice', 'Why an invoice has its total.', 'number of the invoice'],
  ['request', 'Why a request was refused; `marketsim logs` lists them.', 'number of the request'],
];

/** `marketsim explain` with its sub-commands. */
export function explainCommand(terminal: Terminal): Command {
  const command = remote(new Command('explain'))
    .description('Explain a subscription, a line, an invoice or a refused request of a running simulator.')
    .argument('<id>', 'what is to be explained; its form says what it is')
    .action(showExplanation(terminal));
  for (const [subject, description, id] of descriptions) {
    command.addCommand(
      new Command(subject)
        .description(description)
        .argument('<id>', id)
        .action(showExplanation(terminal, subject)),
    );
  }
  return command;
}
