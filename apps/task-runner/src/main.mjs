#!/usr/bin/env node
/** `npx task-runner`: the command of the npm package. */
import './check-node.mjs';

const { runCommand } = await import('./command.js');
await runCommand(process.argv);
